package com.flowex.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Production refuses settings that are for trying out, and docs/security.md lists each rule. */
class ProductionSettingsTest {

    private static final String KEY = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";

    @Test
    void productionRefusesDemoFeatures() {
        LauncherSettings.ConfigurationException refused = assertThrows(
                LauncherSettings.ConfigurationException.class,
                () -> LauncherSettings.of(
                        Map.of("FLOWEX_PROFILE", "production", "FLOWEX_DEMO_USERS", "on", "FLOWEX_DEMO_MARKET", "on")));

        assertEquals(9, refused.lines().size(), refused.lines().toString());
        LauncherSettings settings = LauncherSettings.of(SettingsTest.production("JWT8f3kQzr0yT5uVnB1xC7aLpWsE9dGhM2i"));
        assertFalse(settings.identity().staff().demoUsers() || settings.demoMarket());
        assertFalse(settings.coins().hasSample(), "made-up coins are for trying out");
        assertInstanceOf(
                SecretSource.Supplied.class, settings.edge().tokens().signing().secret());
    }

    @Test
    void productionRefusesASecretThatIsAPlaceholderOrAPattern() {
        for (String guessable : List.of(
                "x".repeat(48),
                "change-me-change-me-change-me-0123456789",
                "your-secret-key-your-secret-key-1234567")) {
            LauncherSettings.ConfigurationException refused = assertThrows(
                    LauncherSettings.ConfigurationException.class,
                    () -> LauncherSettings.of(SettingsTest.production(guessable)),
                    guessable);

            assertEquals(1, refused.lines().size(), refused.lines().toString());
            assertTrue(refused.lines().getFirst().startsWith("FLOWEX_JWT_SECRET must be random"));
            assertFalse(refused.lines().toString().contains(guessable));
        }
    }

    @Test
    void productionRefusesToSwitchIsolationOrAuditOff() {
        LauncherSettings.ConfigurationException refused = assertThrows(
                LauncherSettings.ConfigurationException.class,
                () -> LauncherSettings.of(Map.of(
                        "NODE_ENV",
                        "production",
                        "JWT_SECRET",
                        "0123456789012345678901234567890123456789",
                        "FLOWEX_DATA_KEYS",
                        "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                        "FLOWEX_SMTP_HOST",
                        "mail.example",
                        "FLOWEX_SMTP_FROM",
                        "no-reply@exchange.example.com",
                        "FLOWEX_AUDIT_KEY",
                        KEY,
                        "FLOWEX_PUBLIC_URL",
                        "https://exchange.example.com",
                        "FLOWEX_SOLVENCY_KEY",
                        KEY,
                        "TENANT_ISOLATION_ENABLED",
                        "false",
                        "AUDIT_LOGGING_ENABLED",
                        "false")));

        assertEquals(
                List.of("FLOWEX_TENANT_ISOLATION must be on in production", "FLOWEX_AUDIT must be on in production"),
                refused.lines());
    }

    @Test
    void productionRefusesDevelopmentSettings() {
        Map<String, String> wrong = Map.of(
                "FLOWEX_FEATURE_RATE_LIMITING", "off",
                "FLOWEX_SMTP_ENCRYPTION", "none",
                "FLOWEX_SMTP_FROM", "FlowEx <no-reply@localhost>",
                "FLOWEX_PUBLIC_URL", "http://localhost:8000",
                "FLOWEX_STORE_SEALED", "off",
                "FLOWEX_LOG", "debug");
        wrong.forEach((name, value) -> {
            Map<String, String> environment =
                    new HashMap<>(SettingsTest.production("JWT8f3kQzr0yT5uVnB1xC7aLpWsE9dGhM2i"));
            environment.put(name, value);

            List<String> lines = SettingsTest.refusals(environment);
            assertEquals(1, lines.size(), lines.toString());
            assertTrue(lines.getFirst().startsWith(name + " must"), lines.toString());
        });
    }

    /** A key that is the same byte again and again is no key, and who believes every proxy believes every sender. */
    @Test
    void productionRefusesPatternsInEachSecretAndEveryProxy() {
        Map<String, List<String>> wrong = Map.of(
                "FLOWEX_DATA_KEYS", List.of("k1:" + "A".repeat(43) + "=", "k1:" + "AQEB".repeat(10) + "AQE="),
                "FLOWEX_STORE_KEYS", List.of("k1:" + "A".repeat(43) + "="),
                "FLOWEX_GATEWAY_KEY", List.of("0".repeat(32), "change-me-change-me-change-me-0123456789"),
                "FLOWEX_SIGNER_SECRET", List.of("ab".repeat(16)),
                "FLOWEX_TRUSTED_PROXIES", List.of("0.0.0.0/0", "10.0.0.0/8,::/0", "0.0.0.0/1,128.0.0.0/1"),
                "FLOWEX_BCRYPT_COST", List.of("4", "9"));
        wrong.forEach((name, values) -> values.forEach(value -> {
            Map<String, String> environment =
                    new HashMap<>(SettingsTest.production("JWT8f3kQzr0yT5uVnB1xC7aLpWsE9dGhM2i"));
            environment.put("FLOWEX_PASSWORD_HASH", "bcrypt");
            environment.put(name, value);

            List<String> lines = SettingsTest.refusals(environment);
            assertEquals(1, lines.size(), lines.toString());
            assertTrue(lines.getFirst().startsWith(name + " must"), lines.toString());
            assertFalse(name.contains("KEY") && lines.toString().contains(value));
        }));
    }

    /** The list in docs/security.md is what production refuses; its long lines are wrapped there. */
    @Test
    void theDocumentListsEveryRuleOfProduction() throws IOException {
        SettingsReader reader = new SettingsReader(Map.of());
        LauncherSettings.read(reader);
        String wrapped = Files.readString(
                Path.of(System.getProperty("flowex.root", Repository.file("").toString()))
                        .resolve("docs/security.md"));
        String page = wrapped.replaceAll("\n  (?=\\S)", " ");
        String table = reader.productionRules().stream()
                .sorted()
                .map(rule -> "- `" + rule.replaceFirst(" ", "` "))
                .collect(Collectors.joining("\n"));

        assertTrue(page.contains("\n\n" + table + "\n\n"), "docs/security.md must have these lines:\n" + table);
    }
}
