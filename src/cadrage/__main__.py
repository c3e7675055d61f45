"""``python -m cadrage``: the command line where ``cadrage`` itself is not on the path."""

from cadrage.cli import main

if __name__ == "__main__":
    main()
