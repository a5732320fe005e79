package com.flowex.platform.testing;

import com.flowex.platform.Platform;
import com.flowex.platform.Settings;
import com.flowex.platform.database.server.DatabaseChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The ground of a service under test. */
public final class TestPlatform {

    private static final String DATA_KEYS = "test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private TestPlatform() {}

    /** Files of the platforms of this JVM; removed at its end. */
    private static final class Folder {
        static final Path PATH = make();

        private static Path make() {
            try {
                Path folder = Files.createTempDirectory("flowex-ground-test");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> TestPostgres.delete(folder)));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException("no folder for the test's ground", e);
            }
        }
    }

    /** A ground on a fresh database, with the default profile's settings. */
    public static Platform fresh() {
        return on(TestPostgres.freshDatabase(), Map.of());
    }

    /** Like {@link #fresh()}, with the tables of a service, empty, as its first start makes them. */
    public static Platform freshFor(String service) {
        return on(TestPostgres.freshDatabase(service), Map.of());
    }

    /** A ground on a database that is there, with further settings by their names in the environment. */
    public static Platform on(DatabaseChoice.Server database, Map<String, String> environment) {
        Settings settings = Settings.of(withDefaults(database, environment));
        return Platform.open(settings);
    }

    /** The ground of one process of several, which keeps these of their views while no other one does. */
    public static Platform oneOfSeveral(DatabaseChoice.Server database, Set<String> leases) {
        return Platform.open(Settings.of(withDefaults(database, Map.of())), leases, "some");
    }

    /** Environment of a platform under test, with further settings: a map that may be added to. */
    public static Map<String, String> withDefaults(DatabaseChoice.Server server, Map<String, String> environment) {
        Map<String, String> all = new java.util.HashMap<>(environment);
        String address = server.url().replace("jdbc:postgresql://", "");
        all.putIfAbsent("FLOWEX_DATA_KEYS", DATA_KEYS);
        all.putIfAbsent("FLOWEX_DATABASE_POOL", "4");
        // On a busy machine a connection, and a statement, may take longer than users wait.
        all.putIfAbsent("FLOWEX_DATABASE_WAIT_MS", "60000");
        all.putIfAbsent("FLOWEX_DATABASE_STATEMENT_MS", "600000");
        if (all.keySet().stream().noneMatch(name -> name.contains("ARGON2") || name.contains("PASSWORD_HASH"))) {
            // A hash takes a fiftieth of what it would.
            all.put("FLOWEX_PASSWORD_HASH", "bcrypt");
            all.putIfAbsent("FLOWEX_BCRYPT_COST", "4");
        }
        all.putIfAbsent("FLOWEX_DATA_DIR", Folder.PATH.toString());
        // Checkpoints speak of one database.
        String name = address.substring(address.lastIndexOf('/') + 1).replaceAll("\\W", "-");
        all.putIfAbsent("FLOWEX_AUDIT_DIR", Folder.PATH.resolve("audit-" + name).toString());
        all.putIfAbsent(
                "FLOWEX_DATABASE_URL", "postgresql://" + server.user() + ":" + server.password() + "@" + address);
        return all;
    }
}
