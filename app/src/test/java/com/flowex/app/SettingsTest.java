package com.flowex.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.Setting;
import com.flowex.platform.settings.SettingsDocument;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.SettingsSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final String KEY = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";

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
        assertTrue(context.getLogger("com.flowex.platform.redis.Redis").isWarnEnabled());
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
                new SecretSource.Stored(settings.base().dataDirectory().resolve("jwt.secret")),
                settings.edge().tokens().signing().secret());
        assertEquals(Duration.ofMillis(500), settings.orderEntry().readWait());
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
        assertEquals(Duration.ofMillis(250), settings.orderEntry().readWait());
        assertEquals(
                new DatabaseChoice.Server(
                        "jdbc:postgresql://db.example:5433/exchange?sslmode=require", "flow@ex", "p:w/"),
                settings.base().database());
    }

    @Test
    void everyErrorIsNamedAtOnce() {
        LauncherSettings.ConfigurationException refused = assertThrows(
                LauncherSettings.ConfigurationException.class,
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

    /** Closes finding F6's part: an exchange with published passwords listened on all addresses. */
    @Test
    void developmentListensOnLoopbackUnlessConfigured() {
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

    /** Settings with which production starts. */
    static Map<String, String> production(String jwtSecret) {
        return Map.of(
                "FLOWEX_PROFILE", "production",
                "FLOWEX_JWT_SECRET", jwtSecret,
                "FLOWEX_DATA_KEYS", "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "FLOWEX_SMTP_HOST", "mail.example",
                "FLOWEX_SMTP_FROM", "no-reply@exchange.example.com",
                "FLOWEX_AUDIT_KEY", KEY,
                "FLOWEX_PUBLIC_URL", "https://exchange.example.com",
                "FLOWEX_SOLVENCY_KEY", KEY);
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
                SecretSource.Supplied.class, settings.edge().tokens().signing().secret());
        assertEquals("redis://localhost:6379", settings.base().redis().url().orElseThrow());
        assertFalse(settings.edge().tenancy().isolation() || settings.audit().enabled());
    }

    @Test
    void mongoUrlIsRefusedNamingItsReplacement() {
        LauncherSettings.ConfigurationException refused = assertThrows(
                LauncherSettings.ConfigurationException.class,
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
        SettingsReader reader = new SettingsReader(
                SettingsSources.withFile(Map.of("FLOWEX_ENV_FILE", file.toString(), "FLOWEX_PORT", "9002")));
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

    /** A file that is not understood left a production machine with the defaults of dev. */
    @Test
    void unknownLinesOfTheSettingsFileAreAllRefusedAtOnce(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("env"), """
                \uFEFFFLOWEX_PROFILE=production
                export FLOWEX_PORT=9001
                FLOWEX_PROT=9001
                flowex_host=127.0.0.1
                FLOWEX-HOST=127.0.0.1
                FLOWEX_READ_WAIT_MS=250 # milliseconds
                FLOWEX_JWT_SECRET="0123456789
                FLOWEX_SMTP_USER=a\u200Bb
                no setting at all
                POSTGRES_PASSWORD=read by a compose file
                FLOWEX_VERSION=0.1.0
                FLOWEX_LOG=warn
                FLOWEX_LOG=error
                """);
        LauncherSettings.ConfigurationException refused = assertThrows(
                LauncherSettings.ConfigurationException.class,
                () -> LauncherSettings.here(
                        Map.of("FLOWEX_ENV_FILE", file.toString(), "FLOWEX_DATA_DIR", folder.toString()), _ -> {}));

        List<String> expected = List.of(
                file + " line 1 begins with a byte-order mark: save the file as UTF-8 without one",
                file + " line 2 must look like NAME=value, without \"export\"",
                file + " line 4 names flowex_host: names of FlowEx begin with FLOWEX_",
                file + " line 5 must look like NAME=value, with a name of A-Z 0-9 _",
                file
                        + " line 6 has a comment behind its value: give it a line of its own, or put the value between quotes",
                file + " line 7 has a quote that does not end with the line",
                file + " line 8 has the character U+200B, which is invisible",
                file + " line 9 must look like NAME=value, with a name of A-Z 0-9 _",
                file + " line 13 gives FLOWEX_LOG again: remove one of both lines",
                "FLOWEX_PROT is no setting of FlowEx: correct or remove it in the file of settings");
        assertEquals(expected, refused.lines());

        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 'F', 0});
        assertTrue(whatIsWrongHere(Map.of("FLOWEX_ENV_FILE", file.toString(), "FLOWEX_DATA_DIR", folder.toString()))
                .contains("FLOWEX_ENV_FILE must name a file of UTF-8 text that can be read"));
    }

    /** Otherwise the process would make a secret of its own. */
    @Test
    void aSecretsFileThatHasNoSecretIsRefused(@TempDir Path folder) throws IOException {
        for (String text : List.of("", " \n", "\uFEFF0123456789012345678901234567890123456789")) {
            Path file = Files.writeString(folder.resolve("secret"), text);

            assertTrue(
                    refusal("FLOWEX_JWT_SECRET_FILE", file.toString()).startsWith("FLOWEX_JWT_SECRET_FILE must name"));
        }
        Path none = Files.writeString(folder.resolve("none"), "\n");
        assertEquals(
                "",
                LauncherSettings.of(Map.of("FLOWEX_SMTP_PASSWORD_FILE", none.toString()))
                        .identity()
                        .mail()
                        .password());
    }

    @Test
    void aTextThatHasAFormOfItsOwnIsHeldToIt() {
        Map<String, List<String>> wrong = Map.ofEntries(
                Map.entry("FLOWEX_HOST", List.of("256.0.0.1", "a b", "http://localhost", "10.1")),
                Map.entry(
                        "FLOWEX_PUBLIC_URL",
                        List.of("foo", "ftp://example.com", "https://example.com?a=b", "https://")),
                Map.entry("FLOWEX_SMTP_FROM", List.of("FlowEx", "FlowEx <no-reply>", "a@b@c", "a@b>")),
                Map.entry("FLOWEX_SMTP_HOST", List.of("smtp://mail.example", "mail example", "mail..example")),
                Map.entry(
                        "FLOWEX_TENANT_DOMAIN",
                        List.of("https://example.com", "*.example.com", "Example.com", "10.0.0.1")),
                Map.entry("FLOWEX_CLUSTER_HOST", List.of("node:9100", "a b")),
                Map.entry("FLOWEX_ARCHIVE_TO", List.of("of", "s4://bucket", "s3://", "file:folder")),
                Map.entry("FLOWEX_BACKUP_TO", List.of("none", "s3:bucket")),
                Map.entry(
                        "FLOWEX_RATE_ROUTES",
                        List.of("POST /api/auth/logn=30", "post /api/auth/login=30", "/api/auth/login=30")),
                Map.entry("FLOWEX_ADMIN_EMAIL", List.of("admin", "admin@localhost", "a b@example.com")),
                Map.entry("FLOWEX_STORE_KEYS", List.of("abc", "k1:short", "k1:" + "=".repeat(43))),
                Map.entry("FLOWEX_DATA_KEYS", List.of("abc", ",")),
                Map.entry("FLOWEX_AUDIT_KEY", List.of("x", "MDEyMzQ1")),
                Map.entry("FLOWEX_SOLVENCY_KEY", List.of("x", "%%%")));
        wrong.forEach((name, values) -> values.forEach(
                value -> assertTrue(refusal(name, value).startsWith(name + " must"), () -> name + "=" + value)));

        Map.of(
                        "FLOWEX_HOST", "::1",
                        "FLOWEX_PUBLIC_URL", "https://exchange.example.com/",
                        "FLOWEX_SMTP_FROM", "no-reply@example.com",
                        "FLOWEX_SMTP_HOST", "mail_relay",
                        "FLOWEX_TENANT_DOMAIN", "example.com",
                        "FLOWEX_CLUSTER_HOST", "2001:db8::1",
                        "FLOWEX_ARCHIVE_TO", "off",
                        "FLOWEX_RATE_ROUTES", "POST /api/auth/login=30, GET /api/v3/account=60",
                        "FLOWEX_AUDIT_KEY", KEY)
                .forEach((name, value) -> LauncherSettings.of(Map.of(name, value)));
    }

    /** The machine is asked by ./flowex config, by the check of a deploy and by a start: the same questions. */
    @Test
    void theMachineIsAskedForFoldersFilesAndAddresses(@TempDir Path folder) throws IOException {
        String file = Files.createFile(folder.resolve("file")).toString();
        for (String name : List.of(
                "FLOWEX_DATA_DIR",
                "FLOWEX_AUDIT_DIR",
                "FLOWEX_ERASED_DIR",
                "FLOWEX_LOG_DIR",
                "FLOWEX_ARCHIVE_TO",
                "FLOWEX_BACKUP_TO")) {
            assertEquals(
                    name + " must name a folder that can be made and written, was \"" + file + "/below\"",
                    whatIsWrongHere(Map.of(name, file + "/below")),
                    name);
        }
        assertEquals(
                "FLOWEX_JWT_KEY_FILE must name a file that can be read, was \"" + folder + "/none.pem\"",
                whatIsWrongHere(Map.of("FLOWEX_JWT_KEY_FILE", folder + "/none.pem")));
        assertEquals(
                "FLOWEX_HOST must be an address of this machine, was \"192.0.2.1\"",
                whatIsWrongHere(Map.of("FLOWEX_HOST", "192.0.2.1")));
    }

    @Test
    void invalidSecretIsReportedOnce() {
        Map<String, String> environment = new HashMap<>(production("short"));

        assertEquals(
                1, refusals(environment).size(), () -> refusals(environment).toString());
    }

    @Test
    void theContentOfAKeyFileIsCheckedByTheStartTheSettingsAndTheDoctorAlike(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("keys");
        Files.createDirectories(data);
        Map<String, String> environment =
                Map.of("FLOWEX_ENV_FILE", "/dev/null", "FLOWEX_DATA_DIR", data.toString(), "FLOWEX_HOST", "127.0.0.1");
        List<String> names = List.of("data.keys", "jwt.secret", "audit.key", "solvency.key", "store.keys");
        LauncherSettings.here(environment, _ -> {});
        for (String name : names) {
            assertFalse(Files.exists(data.resolve(name)), name + " is made by the start");
            Files.writeString(data.resolve(name), "abc\n");
        }
        Files.writeString(data.resolve("custody.seed"), "abc\n");

        String wrong = whatIsWrongHere(environment);

        for (String name : names) {
            assertTrue(wrong.contains(data.resolve(name).toString()), name + ": " + wrong);
            assertFalse(wrong.contains("custody.seed"), "what does not open for lack of keys is no error of its own");
            Files.delete(data.resolve(name));
        }
        KeyRing.of(new SecretSource.Stored(data.resolve("data.keys")));
        assertTrue(whatIsWrongHere(environment).contains(data.resolve("custody.seed") + " does not open"));
    }

    @Test
    void undecodableTextIsRefusedWithTheRemedy() {
        assertTrue(refusal("FLOWEX_PORT", "\uFFFD\uFFFD").endsWith("LC_ALL=C.UTF-8 lets it"));
        assertFalse(refusal("FLOWEX_PORT", "x").contains("LC_ALL"));
    }

    private static String refusal(String name, String value) {
        return refusals(Map.of(name, value)).getFirst();
    }

    /** Every line that a start says of settings that it refuses. */
    static List<String> refusals(Map<String, String> environment) {
        return assertThrows(
                        LauncherSettings.ConfigurationException.class,
                        () -> LauncherSettings.of(environment),
                        environment.toString())
                .lines();
    }

    private static String whatIsWrongHere(Map<String, String> environment) {
        return String.join(
                "\n",
                assertThrows(
                                LauncherSettings.ConfigurationException.class,
                                () -> LauncherSettings.here(environment, _ -> {}))
                        .lines());
    }
}
