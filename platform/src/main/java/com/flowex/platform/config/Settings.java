package com.flowex.platform.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Everything that decides about a process from outside. docs/configuration.md lists the names.
 *
 * @param host address to listen on
 * @param port of the whole FlowEx; 0 picks a free one
 * @param servicePorts also listen on the contract ports 8001 to 8004
 * @param dataDirectory log, database files and generated secrets
 * @param accessTokenLife how long an access token is good for
 * @param refreshTokenLife how long a refresh token is good for
 * @param orderTimeout how long a request waits for the log's answer before it answers "unknown"
 * @param turns how tenants take turns on the way into the log
 * @param readWait how long a read waits for a view to reach the caller's own last write
 * @param identity who is who, and what proves it
 */
public record Settings(
        Profile profile,
        String host,
        int port,
        boolean servicePorts,
        Path dataDirectory,
        DatabaseChoice database,
        DatabaseLimits databaseLimits,
        Duration accessTokenLife,
        Duration refreshTokenLife,
        Duration orderTimeout,
        TurnSettings turns,
        Duration readWait,
        boolean demoUsers,
        boolean demoMarket,
        HttpSettings http,
        LimitSettings limits,
        Features features,
        RedisSettings redis,
        TenancySettings tenancy,
        AuditSettings audit,
        IdentitySettings identity) {

    /** @throws StartupException naming everything that is wrong */
    public static Settings of(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        Settings settings = read(reader);
        reader.finish();
        return settings;
    }

    /** Reads without throwing, so that a caller may read settings of its own before {@link SettingsReader#finish}. */
    public static Settings read(SettingsReader reader) {
        reader.group("The process");
        Profile profile = reader.oneOf(
                "FLOWEX_PROFILE", Profile.DEV, Profile.class, "decides defaults; production refuses what is unsafe");
        reader.text(
                Sources.FILE_NAME,
                Sources.FILE_DEFAULT,
                "file of further settings, one NAME=value a line; it need not"
                        + " be there unless it is named, and the environment goes before it");
        Path data = Path.of(reader.text("FLOWEX_DATA_DIR", "./data", "log, database files and generated secrets"))
                .toAbsolutePath()
                .normalize();
        boolean dev = profile == Profile.DEV;
        String host = reader.text(
                "FLOWEX_HOST", dev ? "127.0.0.1" : "0.0.0.0", "address to listen on; 0.0.0.0 is all of this machine's");
        int port = reader.integer("FLOWEX_PORT", 8000, 0, 65_535, "port of the whole exchange; 0 picks a free one");
        boolean ports = reader.flag("FLOWEX_SERVICE_PORTS", true, "also listen on 8001 to 8004, with the same routes");
        boolean users =
                reader.flag("FLOWEX_DEMO_USERS", dev, "users whose passwords everybody knows; refused in production");
        boolean market = reader.flag("FLOWEX_DEMO_MARKET", dev, "a market that moves by itself; refused in production");
        Duration orderTimeout = reader.duration(
                "FLOWEX_ORDER_TIMEOUT_MS",
                Duration.ofSeconds(5),
                Duration.ofMillis(1),
                60_000,
                "without an answer of the log for so long, the outcome of a command is unknown: 504");
        TurnSettings turns = TurnSettings.read(reader);
        Duration readWait = reader.duration(
                "FLOWEX_READ_WAIT_MS",
                Duration.ofMillis(500),
                Duration.ofMillis(1),
                60_000,
                "how long a read waits until it shows its caller's own writes; then 503");
        reader.group("PostgreSQL");
        DatabaseChoice database = DatabaseUrl.read(reader, data);
        DatabaseLimits limits = DatabaseLimits.read(reader);
        reader.group("Access tokens");
        Duration accessTokenLife = reader.duration(
                "FLOWEX_ACCESS_TOKEN_MINUTES",
                Duration.ofMinutes(15),
                Duration.ofMinutes(1),
                1_440,
                "how long an access token is good for");
        Duration refreshTokenLife = reader.duration(
                "FLOWEX_REFRESH_TOKEN_DAYS",
                Duration.ofDays(30),
                Duration.ofDays(1),
                366,
                "how long a refresh token is good for");
        IdentitySettings identity = IdentitySettings.read(reader, profile, data);
        Settings settings = new Settings(
                profile,
                host,
                port,
                ports,
                data,
                database,
                limits,
                accessTokenLife,
                refreshTokenLife,
                orderTimeout,
                turns,
                readWait,
                users,
                market,
                HttpSettings.read(reader, profile),
                LimitSettings.read(reader, profile),
                Features.read(reader, profile),
                RedisSettings.read(reader),
                TenancySettings.read(reader, profile),
                AuditSettings.read(reader, profile, data),
                identity);
        settings.refuseUnsafeProduction(reader);
        return settings;
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
    }
}
