"""What is mended in modules of the library once they are loaded, a file for each, named as it is."""
