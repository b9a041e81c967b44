"""Run the migrations within the transaction that the caller has opened."""

from alembic import context

from concord.adapters.store.schema import VERSION_TABLE
from concord.adapters.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # on SQLite too: the transaction is begun for real
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
