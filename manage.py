"""The framework's own commands (makemigrations, shell); everything else is `cdelta`."""

import sys

from django.core.management import execute_from_command_line

from creditdelta.project.setup import set_up

if __name__ == "__main__":
    set_up()
    execute_from_command_line(sys.argv)
