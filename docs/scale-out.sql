-- Spreads Acquaint's tables over the nodes of a Citus cluster. Run once, as the tables' owner, on the coordinator, in the database that
-- the servers use: psql -v ON_ERROR_STOP=1 -f scale-out.sql
--
-- Each call moves what the table holds and lets its writers wait until it is done; nothing fails, nothing is lost. It takes the longer
-- the more there is, so do it early: best right after `acquaint migrate`, while the tables are empty. Don't put all calls into one
-- transaction: the writers would wait for the last of them.

CREATE EXTENSION IF NOT EXISTS citus;

-- A few rows that every node reads; written rarely.
SELECT create_reference_table('communities');
SELECT create_reference_table('community_hosts');
SELECT create_reference_table('service_keys');
SELECT create_reference_table('id_blocks');
SELECT create_reference_table('people_stamps');
SELECT create_reference_table('schema_migrations');

-- What belongs to a person is together on one node, so whatever touches one person asks one node, and a pair at most two.
SELECT create_distributed_table('users', 'id', shard_count => 128);
SELECT create_distributed_table('edges', 'owner', colocate_with => 'users');
SELECT create_distributed_table('counters', 'owner', colocate_with => 'users');
SELECT create_distributed_table('changes', 'owner', colocate_with => 'users');
SELECT create_distributed_table('passwords', 'owner', colocate_with => 'users');
SELECT create_distributed_table('sessions', 'owner', colocate_with => 'users');
SELECT create_distributed_table('settings', 'owner', colocate_with => 'users');

-- By owner, not by community: one large community would fill one node. A search asks all nodes for a few rows each.
SELECT create_distributed_table('name_parts', 'owner', colocate_with => 'users');

-- Found by what they are, not by whose.
SELECT create_distributed_table('handles', 'handle', shard_count => 128, colocate_with => 'none');
SELECT create_distributed_table('populations', 'community', shard_count => 32, colocate_with => 'none');

-- Nodes that join later get their share by `SELECT citus_rebalance_start();`, which moves shards while they are used, by logical
-- replication: every node needs wal_level = logical. Splitting a shard while it is used (citus_split_shard_by_split_points,
-- create_distributed_table_concurrently) needs Citus's own output plugin, which PostgreSQL 14.24, 15.19, 16.15, 17.11, 18.6 and later
-- refuse until every node is told: output_plugin_libraries = 'pgoutput, citus' in postgresql.conf, and a reload.
