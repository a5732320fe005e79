package com.flowex.platform.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void anEmptyEnvironmentGivesTheDefaultProfile() {
        Settings settings = Settings.of(Map.of());

        assertEquals(Profile.DEV, settings.profile());
        assertEquals(8_000, settings.port());
        assertTrue(settings.servicePorts() && settings.demoUsers() && settings.demoMarket());
        assertEquals(Path.of("data").toAbsolutePath(), settings.dataDirectory());
        assertEquals(new DatabaseChoice.Embedded(settings.dataDirectory().resolve("postgres")), settings.database());
        assertEquals(new SecretSource.Kept(settings.dataDirectory().resolve("jwt.secret")), settings.jwtSecret());
        assertEquals(Duration.ofMillis(500), settings.readWait());
    }

    @Test
    void theEnvironmentDecides() {
        Settings settings = Settings.of(Map.of(
                "FLOWEX_PORT", "9000",
                "FLOWEX_DATA_DIR", "/var/lib/flowex",
                "FLOWEX_SERVICE_PORTS", "off",
                "FLOWEX_DEMO_MARKET", "OFF",
                "FLOWEX_READ_WAIT_MS", "250",
                "FLOWEX_DATABASE_URL", "postgresql://flow%40ex:p%3Aw%2F@db.example:5433/exchange?sslmode=require"));

        assertEquals(9_000, settings.port());
        assertEquals(Path.of("/var/lib/flowex"), settings.dataDirectory());
        assertFalse(settings.servicePorts() || settings.demoMarket());
        assertEquals(Duration.ofMillis(250), settings.readWait());
        assertEquals(
                new DatabaseChoice.Server(
                        "jdbc:postgresql://db.example:5433/exchange?sslmode=require", "flow@ex", "p:w/"),
                settings.database());
    }

    @Test
    void everyErrorIsNamedAtOnce() {
        StartupException refused = assertThrows(
                StartupException.class,
                () -> Settings.of(Map.of(
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
        StartupException refused = assertThrows(
                StartupException.class,
                () -> Settings.of(
                        Map.of("FLOWEX_PROFILE", "production", "FLOWEX_DEMO_USERS", "on", "FLOWEX_DEMO_MARKET", "on")));

        assertEquals(3, refused.lines().size(), refused.lines().toString());
        Settings settings = Settings.of(Map.of("FLOWEX_PROFILE", "production", "FLOWEX_JWT_SECRET", "x".repeat(32)));
        assertFalse(settings.demoUsers() || settings.demoMarket());
        assertInstanceOf(SecretSource.Given.class, settings.jwtSecret());
    }

    @Test
    void secretsAreNotPrinted() {
        Settings settings = Settings.of(Map.of(
                "FLOWEX_JWT_SECRET", "a-secret-nobody-may-read-in-a-log-file",
                "FLOWEX_DATABASE_URL", "postgresql://flowex:hunter2@localhost/flowex"));

        assertFalse(settings.toString().contains("nobody-may-read"));
        assertFalse(settings.toString().contains("hunter2"));
    }

    @Test
    void aMisspeltNameIsNoticed() {
        SettingsReader reader = new SettingsReader(Map.of("FLOWEX_PROT", "8000", "PATH", "/bin"));
        Settings.read(reader);

        assertEquals(List.of("FLOWEX_PROT"), reader.unknownNames());
    }
}
