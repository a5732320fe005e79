package com.flowex.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import com.flowex.ground.database.DatabaseChoice;
import com.flowex.ground.settings.Profile;
import com.flowex.ground.settings.SecretSource;
import com.flowex.ground.settings.Setting;
import com.flowex.ground.settings.SettingsDocument;
import com.flowex.ground.settings.SettingsReader;
import com.flowex.ground.settings.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    /** The client library tries to connect once a second while Redis is away, and would say so each time. */
    @Test
    void theClientOfRedisIsSilentAndFlowExItselfIsNot() throws JoranException {
        LoggerContext context = new LoggerContext();
        JoranConfigurator reader = new JoranConfigurator();
        reader.setContext(context);
        reader.doConfigure(Objects.requireNonNull(SettingsTest.class.getResource("/logback.xml")));
        for (String client : List.of("io.lettuce.core.protocol.ConnectionWatchdog", "io.lettuce.core.RedisClient")) {
            assertEquals(Level.ERROR, context.getLogger(client).getEffectiveLevel(), client);
        }
        assertTrue(context.getLogger("com.flowex.ground.redis.Redis").isWarnEnabled());
        context.stop();
    }

    @Test
    void anEmptyEnvironmentGivesTheDefaultProfile() {
        LauncherSettings settings = LauncherSettings.of(Map.of());

        assertEquals(Profile.DEV, settings.base().profile());
        assertEquals(8_000, settings.edge().port());
        assertTrue(settings.edge().servicePorts() && settings.identity().staff().demoUsers() && settings.demoMarket());
        assertEquals(Path.of("data").toAbsolutePath(), settings.base().dataDirectory());
        assertEquals(
                new DatabaseChoice.Embedded(settings.base().dataDirectory().resolve("postgres")),
                settings.base().database());
        assertEquals(
                new SecretSource.Kept(settings.base().dataDirectory().resolve("jwt.secret")),
                settings.edge().tokens().signing().secret());
        assertEquals(Duration.ofMillis(500), settings.desk().readWait());
    }

    @Test
    void theEnvironmentDecides() {
        LauncherSettings settings = LauncherSettings.of(Map.of(
                "FLOWEX_PORT", "9000",
                "FLOWEX_DATA_DIR", "/var/lib/flowex",
                "FLOWEX_SERVICE_PORTS", "off",
                "FLOWEX_DEMO_MARKET", "OFF",
                "FLOWEX_READ_WAIT_MS", "250",
                "FLOWEX_DATABASE_URL", "postgresql://flow%40ex:p%3Aw%2F@db.example:5433/exchange?sslmode=require"));

        assertEquals(9_000, settings.edge().port());
        assertEquals(Path.of("/var/lib/flowex"), settings.base().dataDirectory());
        assertFalse(settings.edge().servicePorts() || settings.demoMarket());
        assertEquals(Duration.ofMillis(250), settings.desk().readWait());
        assertEquals(
                new DatabaseChoice.Server(
                        "jdbc:postgresql://db.example:5433/exchange?sslmode=require", "flow@ex", "p:w/"),
                settings.base().database());
    }

    @Test
    void everyErrorIsNamedAtOnce() {
        LauncherSettings.Misconfigured refused = assertThrows(
                LauncherSettings.Misconfigured.class,
                () -> LauncherSettings.of(Map.of(
                        "FLOWEX_PORT", "80000",
                        "FLOWEX_SERVICE_PORTS", "maybe",
                        "FLOWEX_PROFILE", "prod",
                        "FLOWEX_JWT_SECRET", "short",
                        "FLOWEX_DATABASE_URL", "mysql://root:hunter2@localhost/flowex",
                        "FLOWEX_READ_WAIT_MS", "soon")));

        assertEquals(6, refused.lines().size(), refused.lines().toString());
        assertTrue(refused.lines().contains("FLOWEX_PORT must be a whole number within 0..65535, was \"80000\""));
        assertTrue(refused.lines().contains("FLOWEX_SERVICE_PORTS must be on or off, was \"maybe\""));
        assertTrue(refused.lines().contains("FLOWEX_PROFILE must be one of dev, staging, production, was \"prod\""));
        assertFalse(refused.lines().toString().contains("hunter2"));
        assertFalse(refused.lines().toString().contains("\"short\""));
    }

    @Test
    void productionRefusesWhatIsOnlyForTryingOut() {
        LauncherSettings.Misconfigured refused = assertThrows(
                LauncherSettings.Misconfigured.class,
                () -> LauncherSettings.of(
                        Map.of("FLOWEX_PROFILE", "production", "FLOWEX_DEMO_USERS", "on", "FLOWEX_DEMO_MARKET", "on")));

        assertEquals(7, refused.lines().size(), refused.lines().toString());
        LauncherSettings settings = LauncherSettings.of(production("JWT8f3kQzr0yT5uVnB1xC7aLpWsE9dGhM2i"));
        assertFalse(settings.identity().staff().demoUsers() || settings.demoMarket());
        assertInstanceOf(
                SecretSource.Given.class, settings.edge().tokens().signing().secret());
    }

    @Test
    void productionRefusesASecretThatIsAPlaceholderOrAPattern() {
        for (String guessable : List.of(
                "x".repeat(48),
                "change-me-change-me-change-me-0123456789",
                "your-secret-key-your-secret-key-1234567")) {
            LauncherSettings.Misconfigured refused = assertThrows(
                    LauncherSettings.Misconfigured.class, () -> LauncherSettings.of(production(guessable)), guessable);

            assertEquals(1, refused.lines().size(), refused.lines().toString());
            assertTrue(refused.lines().getFirst().startsWith("FLOWEX_JWT_SECRET must be random"));
            assertFalse(refused.lines().toString().contains(guessable));
        }
    }

    /** Closes finding F6's part: what has published passwords listened to everybody. */
    @Test
    void whatIsForTryingOutListensToThisMachineAloneUnlessAsked() {
        assertEquals("127.0.0.1", LauncherSettings.of(Map.of()).edge().host());
        assertEquals(
                "0.0.0.0",
                LauncherSettings.of(Map.of("FLOWEX_HOST", "0.0.0.0")).edge().host());
        assertEquals(
                "0.0.0.0",
                LauncherSettings.of(production("JWT8f3kQzr0yT5uVnB1xC7aLpWsE9dGhM2i"))
                        .edge()
                        .host());
    }

    private static Map<String, String> production(String jwtSecret) {
        return Map.of(
                "FLOWEX_PROFILE", "production",
                "FLOWEX_JWT_SECRET", jwtSecret,
                "FLOWEX_DATA_KEYS", "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "FLOWEX_SMTP_HOST", "mail.example",
                "FLOWEX_AUDIT_KEY", "x",
                "FLOWEX_SOLVENCY_KEY", "x");
    }

    @Test
    void secretsAreNotPrinted() {
        LauncherSettings settings = LauncherSettings.of(Map.of(
                "FLOWEX_JWT_SECRET", "a-secret-nobody-may-read-in-a-log-file",
                "FLOWEX_DATABASE_URL", "postgresql://flowex:hunter2@localhost/flowex"));

        assertFalse(settings.toString().contains("nobody-may-read"));
        assertFalse(settings.toString().contains("hunter2"));
    }

    @Test
    void aMisspeltNameIsNoticed() {
        SettingsReader reader = new SettingsReader(Map.of("FLOWEX_PROT", "8000", "PATH", "/bin"));
        LauncherSettings.read(reader);

        assertEquals(List.of("FLOWEX_PROT"), reader.unknownNames());
    }

    /** O7: the names that other deployments use. */
    @Test
    void theSeedsNamesAreUnderstood() {
        LauncherSettings settings = LauncherSettings.of(Map.of(
                "NODE_ENV", "development",
                "JWT_SECRET", "0123456789012345678901234567890123456789",
                "REDIS_URL", "redis://localhost:6379",
                "TENANT_ISOLATION_ENABLED", "false",
                "AUDIT_LOGGING_ENABLED", "false"));

        assertEquals(Profile.DEV, settings.base().profile());
        assertInstanceOf(
                SecretSource.Given.class, settings.edge().tokens().signing().secret());
        assertEquals("redis://localhost:6379", settings.base().redis().url().orElseThrow());
        assertFalse(settings.edge().tenancy().isolation() || settings.audit().enabled());
    }

    @Test
    void productionRefusesToSwitchIsolationOrAuditOff() {
        LauncherSettings.Misconfigured refused = assertThrows(
                LauncherSettings.Misconfigured.class,
                () -> LauncherSettings.of(Map.of(
                        "NODE_ENV", "production",
                        "JWT_SECRET", "0123456789012345678901234567890123456789",
                        "FLOWEX_DATA_KEYS", "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                        "FLOWEX_SMTP_HOST", "mail.example",
                        "FLOWEX_AUDIT_KEY", "x",
                        "FLOWEX_SOLVENCY_KEY", "x",
                        "TENANT_ISOLATION_ENABLED", "false",
                        "AUDIT_LOGGING_ENABLED", "false")));

        assertEquals(
                List.of("FLOWEX_TENANT_ISOLATION must be on in production", "FLOWEX_AUDIT must be on in production"),
                refused.lines());
    }

    @Test
    void mongoIsRefusedNamingWhatTakesItsPlace() {
        LauncherSettings.Misconfigured refused = assertThrows(
                LauncherSettings.Misconfigured.class,
                () -> LauncherSettings.of(Map.of("MONGODB_URI", "mongodb://localhost")));

        assertTrue(refused.lines().getFirst().contains("MONGODB_URI")
                && refused.lines().getFirst().contains("FLOWEX_DATABASE_URL"));
    }

    @Test
    void theEnvironmentGoesBeforeTheFileAndASecretMayBeInAFileOfItsOwn(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "0123456789012345678901234567890123456789\n");
        Path file = Files.writeString(folder.resolve("env"), """
                # a comment
                FLOWEX_PORT=9001
                FLOWEX_HOST = "127.0.0.1"
                JWT_SECRET_FILE=ignored
                FLOWEX_JWT_SECRET_FILE=%s
                """.formatted(secret));
        SettingsReader reader =
                new SettingsReader(Sources.withFile(Map.of("FLOWEX_ENV_FILE", file.toString(), "FLOWEX_PORT", "9002")));
        LauncherSettings settings = LauncherSettings.read(reader);
        reader.finish();

        assertEquals(9002, settings.edge().port());
        assertEquals("127.0.0.1", settings.edge().host());
        assertEquals("environment", source(reader, "FLOWEX_PORT"));
        assertEquals("file " + file, source(reader, "FLOWEX_HOST"));
        assertEquals("file " + secret, source(reader, "FLOWEX_JWT_SECRET"));
        assertEquals("default", source(reader, "FLOWEX_DATABASE_POOL"));
        assertFalse(SettingsDocument.effective(reader.settings()).contains("0123456789"));
    }

    private static String source(SettingsReader reader, String name) {
        return reader.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .map(Setting::source)
                .findFirst()
                .orElseThrow();
    }
}
