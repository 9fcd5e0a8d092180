"""The program that makes the weights the package ships."""
