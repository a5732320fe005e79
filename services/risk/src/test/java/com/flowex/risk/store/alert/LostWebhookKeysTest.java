package com.flowex.risk.store.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.Platform;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.SealingSettings.LostKeyPolicy;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.outbound.WebhookSecrets;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.TestPlatform;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
class LostWebhookKeysTest {

    private static final List<Integer> TENANTS = List.of(1, 2);

    @TempDir
    private Path folder = Path.of("target");

    private final Platform platform = TestPlatform.freshFor("risk");

    @AfterEach
    void close() {
        platform.close();
    }

    @BeforeEach
    void twoWebhooksOfTwoTenants() {
        WebhookSecrets secrets = new WebhookSecrets(keys("data.keys"), "risk.alerts.secret");
        for (int tenant : TENANTS) {
            byte[] sealed = secrets.seal(tenant, 1_001, secrets.fresh());
            platform.database().transaction(tenant, transaction -> Sql.execute(transaction, """
                    INSERT INTO risk.alerts (tenant_id, owner, reader, subject, asset, accounts, side, threshold, hysteresis,
                        cool_down, mail, enabled, made_at, webhook, secret)
                    VALUES (?, 1001, 1001, 'price', 'BTC', '[]', 'above', 1, 0, 0, true, true, now(), 'https://example.com/', ?)""", tenant, sealed));
        }
    }

    private KeyRing keys(String file) {
        return KeyRing.of(new SecretSource.Stored(folder.resolve(file)));
    }

    private String webhook(int tenant) {
        return platform.database().query(tenant, transaction -> Sql.one(
                        transaction,
                        row -> row.getString(1),
                        "SELECT webhook FROM risk.alerts WHERE tenant_id = ?",
                        tenant)
                .orElseThrow());
    }

    @Test
    void aStartWithTheKeysLosesNothing() {
        new LostWebhookKeys(platform.database(), keys("data.keys").ids()).forgetOrRefuse(TENANTS, LostKeyPolicy.FORGET);
        assertEquals("https://example.com/", webhook(1));
    }

    @Test
    void startWithLostKeysIsRefusedInOneLineOrForgetsThem() {
        LostWebhookKeys lost =
                new LostWebhookKeys(platform.database(), keys("other.keys").ids());

        StartupException refused =
                assertThrows(StartupException.class, () -> lost.forgetOrRefuse(TENANTS, LostKeyPolicy.REFUSE));

        String line = String.valueOf(refused.getMessage());
        assertTrue(
                line.contains(
                        "2 webhooks are sealed with " + keys("data.keys").ids().getFirst()),
                line);
        assertFalse(line.contains("\n"), line);
        lost.forgetOrRefuse(TENANTS, LostKeyPolicy.FORGET);
        assertEquals("", webhook(1));
        assertEquals("", webhook(2));
        lost.forgetOrRefuse(TENANTS, LostKeyPolicy.REFUSE);
    }
}
