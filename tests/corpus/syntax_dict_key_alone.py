stock = {'tea': 1, 'coffee' 2}
