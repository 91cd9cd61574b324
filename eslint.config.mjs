// Used by `make browser-tests`, which installs eslint into the test environment only.
import { createRequire } from "node:module";
const require = createRequire(new URL("./.venv/node/node_modules/", import.meta.url));
const js = require("@eslint/js"), globals = require("globals");

export default [
  js.configs.recommended,
  { languageOptions: { ecmaVersion: 2022, sourceType: "script", globals: globals.browser }, rules: { "no-unused-expressions": "off" } },
  { files: ["argmap/rendering/page/*.js", "docs/playground/*.js"], languageOptions: { sourceType: "module" } },
  { files: ["editors/vscode/*.js"], languageOptions: { sourceType: "commonjs", globals: globals.node } },
];
