"""The Argument Interchange Format: AIFdb's nodesets, xAIF with OVA's keys, and RDF by the AIF ontology."""
