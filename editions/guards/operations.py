from django.db.migrations.operations.base import Operation

from editions import guards


class LiftGuards(Operation):
    """Do without guards in the rest of this migration, and say why; ``migrate`` installs them again and verifies."""

    reversible = True
    reduces_to_sql = False

    def __init__(self, why):
        self.why = why

    def deconstruct(self):
        return self.__class__.__name__, [self.why], {}

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        guards.lift(schema_editor.connection.alias)

    database_backwards = database_forwards

    def describe(self):
        return f"Lift the guards: {self.why}"
