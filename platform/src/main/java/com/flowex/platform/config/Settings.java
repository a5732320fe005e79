package com.flowex.platform.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Everything the environment decides about a process. README.md of this module lists the names.
 *
 * @param host address to listen on
 * @param port of the whole FlowEx; 0 picks a free one
 * @param servicePorts also listen on the contract ports 8001 to 8004
 * @param dataDirectory log, database files and generated secrets
 * @param jwtSecret signs access tokens
 * @param accessTokenLife how long an access token is good for
 * @param refreshTokenLife how long a refresh token is good for
 * @param orderTimeout how long a request waits for the log's answer before it answers "unknown"
 * @param readWait how long a read waits for a view to reach the caller's own last write
 * @param databasePool connections for requests
 */
public record Settings(
        Profile profile,
        String host,
        int port,
        boolean servicePorts,
        Path dataDirectory,
        DatabaseChoice database,
        SecretSource jwtSecret,
        Duration accessTokenLife,
        Duration refreshTokenLife,
        Duration orderTimeout,
        Duration readWait,
        int databasePool,
        boolean demoUsers,
        boolean demoMarket) {

    /** HS256 wants a key at least as long as its hash: 256 bits, 32 bytes. */
    public static final int SECRET_BYTES_MIN = 32;

    /** @throws StartupException naming everything that is wrong */
    public static Settings of(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        Settings settings = read(reader);
        reader.finish();
        return settings;
    }

    /** Reads without throwing, so that a caller may read settings of its own before {@link SettingsReader#finish}. */
    public static Settings read(SettingsReader reader) {
        Profile profile = reader.oneOf("FLOWEX_PROFILE", Profile.DEV, Profile.class);
        Path data = Path.of(reader.text("FLOWEX_DATA_DIR", "./data"))
                .toAbsolutePath()
                .normalize();
        boolean dev = profile == Profile.DEV;
        Settings settings = new Settings(
                profile,
                reader.text("FLOWEX_HOST", "0.0.0.0"),
                reader.integer("FLOWEX_PORT", 8000, 0, 65_535),
                reader.flag("FLOWEX_SERVICE_PORTS", true),
                data,
                DatabaseUrl.read(reader, data),
                secret(reader, data),
                reader.duration("FLOWEX_ACCESS_TOKEN_MINUTES", Duration.ofMinutes(60), Duration.ofMinutes(1), 1_440),
                reader.duration("FLOWEX_REFRESH_TOKEN_DAYS", Duration.ofDays(30), Duration.ofDays(1), 366),
                reader.duration("FLOWEX_ORDER_TIMEOUT_MS", Duration.ofSeconds(5), Duration.ofMillis(1), 60_000),
                reader.duration("FLOWEX_READ_WAIT_MS", Duration.ofMillis(500), Duration.ofMillis(1), 60_000),
                reader.integer("FLOWEX_DATABASE_POOL", 12, 2, 200),
                reader.flag("FLOWEX_DEMO_USERS", dev),
                reader.flag("FLOWEX_DEMO_MARKET", dev));
        settings.refuseUnsafeProduction(reader);
        return settings;
    }

    private static SecretSource secret(SettingsReader reader, Path data) {
        String given = reader.text("FLOWEX_JWT_SECRET", "");
        if (given.isEmpty()) {
            return new SecretSource.Kept(data.resolve("jwt.secret"));
        }
        if (given.length() < SECRET_BYTES_MIN) {
            reader.refuse("FLOWEX_JWT_SECRET must be at least " + SECRET_BYTES_MIN + " characters long, was "
                    + given.length() + "; for example: openssl rand -base64 48");
        }
        return new SecretSource.Given(given);
    }

    private void refuseUnsafeProduction(SettingsReader reader) {
        if (profile != Profile.PRODUCTION) {
            return;
        }
        if (demoUsers) {
            reader.refuse("FLOWEX_DEMO_USERS must be off in production: their passwords are public");
        }
        if (demoMarket) {
            reader.refuse("FLOWEX_DEMO_MARKET must be off in production");
        }
        if (jwtSecret instanceof SecretSource.Kept) {
            reader.refuse("FLOWEX_JWT_SECRET must be given in production, so that every process shares it");
        }
    }
}
