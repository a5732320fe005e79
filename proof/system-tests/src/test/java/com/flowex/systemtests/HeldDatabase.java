package com.flowex.systemtests;

import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.PreparedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * An exchange's database in which a withdrawal can be held at an exact place: triggers and a policy of the test's own wait for a
 * lock that the test has, wherever the statement of a withdrawal that is to be held comes by. The exchange knows nothing of it.
 */
final class HeldDatabase implements AutoCloseable {

    private static final int LOCKS = 4711;

    private static final String HELD = """
            CREATE SCHEMA held;
            CREATE TABLE held.places (key text PRIMARY KEY, point text NOT NULL, number integer NOT NULL);

            CREATE FUNCTION held.wait(withdrawal uuid, at text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
            SET lock_timeout = 0 AS $$
            DECLARE n integer;
            BEGIN
                SELECT p.number INTO n FROM held.places p JOIN custody.withdrawals w ON w.key = p.key
                WHERE w.id = withdrawal AND p.point = at;
                IF FOUND THEN PERFORM pg_advisory_xact_lock(4711, n); END IF;
                RETURN true;
            END $$;

            CREATE FUNCTION held.moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF NEW.step > OLD.step THEN PERFORM held.wait(NEW.id, 'done ' || OLD.step); END IF;
                IF NEW.committed AND NOT OLD.committed THEN PERFORM held.wait(NEW.id, 'claiming'); END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER held BEFORE UPDATE ON sagas.sagas FOR EACH ROW EXECUTE FUNCTION held.moved();

            CREATE FUNCTION held.kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF NEW.signed IS NOT NULL AND OLD.signed IS NULL THEN PERFORM held.wait(NEW.payment, 'signed'); END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER held BEFORE UPDATE ON custody.attempts FOR EACH ROW EXECUTE FUNCTION held.kept();

            CREATE FUNCTION held.seen() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF NEW.confirmations > OLD.confirmations THEN PERFORM held.wait(NEW.id, 'seen'); END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER held BEFORE UPDATE ON custody.transactions FOR EACH ROW EXECUTE FUNCTION held.seen();

            CREATE FUNCTION held.taken() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                PERFORM held.wait(a.payment, 'sending') FROM custody.attempts a WHERE a.chain_transaction = NEW.id;
                RETURN NEW;
            END $$;
            CREATE TRIGGER held BEFORE INSERT ON simchain.transactions FOR EACH ROW EXECUTE FUNCTION held.taken();

            CREATE FUNCTION held.arrived() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = 0 AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock(4711, p.number) FROM held.places p
                WHERE p.key = 'deposit ' || (NEW.chain_units / 1e18)::integer AND p.point = NEW.state;
                RETURN NEW;
            END $$;
            CREATE TRIGGER held BEFORE INSERT OR UPDATE OF state ON custody.arrivals
            FOR EACH ROW EXECUTE FUNCTION held.arrived();

            CREATE FUNCTION held.begun(withdrawal uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                PERFORM held.wait(withdrawal, 'begun ' || s.step) FROM sagas.sagas s
                WHERE s.id = withdrawal AND s.state = 'running';
                RETURN true;
            END $$;
            CREATE POLICY held ON custody.withdrawals AS RESTRICTIVE FOR SELECT USING (held.begun(id));
            """;

    private static final String WAITING = " FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND classid = "
            + LOCKS + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private static final String OTHERS =
            " FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    private final EmbeddedPostgres postgres;
    private final DatabaseChoice.Server server;
    private final Connection connection;

    /** @param folder folder for its server, whose tables are a copy of those that all tests of whole exchanges begin with */
    HeldDatabase(Path folder) throws SQLException {
        PreparedPostgres.copyTo(folder.resolve("server"), ExchangeProcess.SCHEMAS);
        postgres = EmbeddedPostgres.start(folder.resolve("server"));
        server = new DatabaseChoice.Server(postgres.url("flowex"), postgres.user(), postgres.password());
        connection = DriverManager.getConnection(server.url(), server.user(), server.password());
    }

    /** For {@code FLOWEX_DATABASE_URL}. */
    String url() {
        URI at = URI.create(server.url().substring("jdbc:".length()));
        return "postgresql://" + server.user() + ":" + server.password() + "@" + at.getAuthority() + at.getPath();
    }

    /** From now on withdrawals can be held; the exchange has made its tables. */
    void prepare() {
        execute(HELD);
    }

    /** The withdrawal of this key, or the deposit of so many whole units, will wait there. */
    void hold(String key, KillPlace place) {
        execute("SELECT pg_advisory_lock(" + LOCKS + ", " + place.number() + ")");
        execute("INSERT INTO held.places VALUES ('" + key + "', '" + place.point() + "', " + place.number() + ")");
    }

    /** Waits until one waits there. */
    void awaitHeld(KillPlace place) {
        Await.until(() -> request("SELECT count(*)" + WAITING + " AND objid = " + place.number())
                .equals(List.of("1")));
    }

    /** The process is gone: its uncommitted changes never were, its locks are released, and its sagas have no owner. */
    void release() {
        execute("SELECT pg_terminate_backend(pid)" + OTHERS);
        Await.until(() -> request("SELECT count(*)" + OTHERS).equals(List.of("0")));
        execute("DELETE FROM held.places");
        execute("SELECT pg_advisory_unlock_all()");
        // As though its heartbeats had been missed for long enough already.
        execute("UPDATE sagas.due SET last_heartbeat = now() - interval '1 hour' WHERE picked");
    }

    /** The record of a withdrawal in an exchange that keeps nothing before it sends. */
    void forget(String id) {
        execute("DELETE FROM custody.claims WHERE payment = '" + id + "'");
        execute("DELETE FROM custody.attempts WHERE payment = '" + id + "'");
        execute("DELETE FROM custody.payments WHERE id = '" + id + "'");
        execute("UPDATE sagas.sagas SET step = 2, committed = false WHERE id = '" + id + "'");
    }

    /** The first column of all rows, as text. */
    List<String> request(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() throws SQLException {
        try (postgres) {
            connection.close();
        }
    }
}
