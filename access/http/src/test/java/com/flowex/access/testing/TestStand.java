package com.flowex.access.testing;

import com.flowex.access.Edge;
import com.flowex.access.EdgeSettings;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Role;
import com.flowex.access.auth.token.AccessTokens;
import com.flowex.access.auth.token.SigningKeys;
import com.flowex.access.ratelimit.LimitSettings;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.audit.AuditLog;
import com.flowex.audit.AuditSettings;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.Platform;
import com.flowex.platform.Settings;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.redis.Redis;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.telemetry.Telemetry;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Platform and edge of a service under test. */
public record TestStand(Map<String, String> environment, Platform platform, Edge edge) implements AutoCloseable {

    private static final String SECRET = "a-secret-that-only-tests-know-0123456789";

    /** A stand on a fresh database, with the default profile's settings. */
    public static TestStand fresh() {
        return on(TestPostgres.freshDatabase(), Map.of());
    }

    /** Like {@link #fresh()}, with the tables of a service, empty, as its first start makes them. */
    public static TestStand freshFor(String service) {
        return on(TestPostgres.freshDatabase(service), Map.of());
    }

    /** A stand on a database that is there, with further settings by their names in the environment. */
    public static TestStand on(DatabaseChoice.Server database, Map<String, String> environment) {
        Map<String, String> all = TestPlatform.withDefaults(database, environment);
        all.putIfAbsent("FLOWEX_JWT_SECRET", SECRET);
        return of(all);
    }

    /** A stand of just these settings. */
    public static TestStand of(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        Settings process = Settings.read(reader);
        EdgeSettings settings = EdgeSettings.read(reader, process);
        AuditSettings audited = AuditSettings.read(reader, process.profile(), process.dataDirectory());
        reader.finish();
        Platform platform = Platform.open(process);
        try {
            return new TestStand(
                    environment,
                    platform,
                    Edge.open(platform, settings, audited, Edge.tokens(process.dataDirectory(), settings.tokens())));
        } catch (RuntimeException refused) {
            platform.close();
            throw refused;
        }
    }

    public Database database() {
        return platform.database();
    }

    public Telemetry telemetry() {
        return platform.telemetry();
    }

    public Health health() {
        return platform.health();
    }

    public Optional<Redis> redis() {
        return platform.redis();
    }

    public Workers workers() {
        return platform.workers();
    }

    public LimitSettings limits() {
        return edge.settings().limits();
    }

    public AccessTokens tokens() {
        return edge.tokens();
    }

    public AuditLog audit() {
        return edge.audit();
    }

    public TenantDirectory tenants() {
        return edge.tenants();
    }

    /** An access token of the user with account 1000 + {@code userId} of the default tenant. */
    public String token(long userId, String... roles) {
        return tokenOf(1, userId, roles);
    }

    /** An access token of the user with account 1000 + {@code userId} of a tenant. */
    public String tokenOf(int tenant, long userId, String... roles) {
        return tokens().issue(caller(userId, new AccountId(tenant, AccountId.CUSTOMERS_FROM + userId), roles));
    }

    /** A token like {@link #token} that was good yesterday. */
    public String expiredToken(long userId, String... roles) {
        AccessTokens yesterday = new AccessTokens(
                SigningKeys.of(edge.settings().tokens().signing()),
                Duration.ofMinutes(5),
                InstantSource.fixed(Instant.now().minus(Duration.ofDays(1))));
        return yesterday.issue(caller(userId, new AccountId(1, AccountId.CUSTOMERS_FROM + userId), roles));
    }

    private static Caller caller(long userId, AccountId account, String... roles) {
        Set<Role> known =
                Arrays.stream(roles).map(role -> Role.of(role).orElseThrow()).collect(Collectors.toSet());
        return Caller.inSession(userId, account, known, true, "session-of-" + userId);
    }

    @Override
    public void close() {
        edge.close();
        platform.close();
    }
}
