package com.flowex.platform.testing;

import com.flowex.domain.AccountId;
import com.flowex.platform.Ground;
import com.flowex.platform.access.AccessTokens;
import com.flowex.platform.access.Caller;
import com.flowex.platform.access.Role;
import com.flowex.platform.access.SigningKeys;
import com.flowex.platform.config.DatabaseChoice;
import com.flowex.platform.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The ground of a service under test. */
public final class TestGround {

    private static final String SECRET = "a-secret-that-only-tests-know-0123456789";

    private static final String DATA_KEYS = "test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private TestGround() {}

    /** What grounds of this JVM keep in files; removed at its end. */
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
    public static Ground fresh() {
        return on(TestPostgres.freshDatabase(), Map.of());
    }

    /** Like {@link #fresh()}, with the tables of a service, empty, as its first start makes them. */
    public static Ground freshFor(String service) {
        return on(TestPostgres.freshDatabase(service), Map.of());
    }

    /** A ground on a database that is there, with further settings by their names in the environment. */
    public static Ground on(DatabaseChoice.Server database, Map<String, String> environment) {
        Settings settings = Settings.of(withDefaults(database, environment));
        return Ground.open(settings);
    }

    private static Map<String, String> withDefaults(DatabaseChoice.Server server, Map<String, String> environment) {
        Map<String, String> all = new java.util.HashMap<>(environment);
        String address = server.url().replace("jdbc:postgresql://", "");
        all.putIfAbsent("FLOWEX_JWT_SECRET", SECRET);
        all.putIfAbsent("FLOWEX_DATA_KEYS", DATA_KEYS);
        all.putIfAbsent("FLOWEX_DATABASE_POOL", "4");
        all.putIfAbsent("FLOWEX_DATA_DIR", Folder.PATH.toString());
        // Checkpoints speak of one database.
        String name = address.substring(address.lastIndexOf('/') + 1).replaceAll("\\W", "-");
        all.putIfAbsent("FLOWEX_AUDIT_DIR", Folder.PATH.resolve("audit-" + name).toString());
        all.putIfAbsent(
                "FLOWEX_DATABASE_URL", "postgresql://" + server.user() + ":" + server.password() + "@" + address);
        return all;
    }

    /** An access token of the user with account 1000 + {@code userId} of the default tenant. */
    public static String token(Ground ground, long userId, String... roles) {
        AccountId account = new AccountId(1, AccountId.CUSTOMERS_FROM + userId);
        return ground.tokens().issue(caller(userId, account, roles));
    }

    /** An access token of the user with account 1000 + {@code userId} of a tenant. */
    public static String tokenOf(Ground ground, int tenant, long userId, String... roles) {
        return ground.tokens().issue(caller(userId, new AccountId(tenant, AccountId.CUSTOMERS_FROM + userId), roles));
    }

    /** A token like {@link #token} that was good yesterday. */
    public static String expiredToken(Ground ground, long userId, String... roles) {
        AccessTokens yesterday = new AccessTokens(
                SigningKeys.of(ground.settings().identity().signing()),
                Duration.ofMinutes(5),
                InstantSource.fixed(Instant.now().minus(Duration.ofDays(1))));
        return yesterday.issue(caller(userId, new AccountId(1, AccountId.CUSTOMERS_FROM + userId), roles));
    }

    private static Caller caller(long userId, AccountId account, String... roles) {
        Set<Role> known =
                Arrays.stream(roles).map(role -> Role.of(role).orElseThrow()).collect(Collectors.toSet());
        return Caller.inSession(userId, account, known, true, "session-of-" + userId);
    }
}
