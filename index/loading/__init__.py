"""Files in, documents out: one module per format, encodings beside them."""
