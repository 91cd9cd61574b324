// Reads YAML from standard input with gopkg.in/yaml.v3 and prints it as JSON; see tools/yaml_readers.py.
package main

import (
	"encoding/json"
	"io"
	"log"
	"os"

	"gopkg.in/yaml.v3"
)

func main() {
	content, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	var data any
	if err := yaml.Unmarshal(content, &data); err != nil {
		log.Fatal(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(data); err != nil {
		log.Fatal(err)
	}
}
