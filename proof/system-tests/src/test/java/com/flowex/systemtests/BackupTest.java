package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.cli.Backup;
import com.flowex.app.cli.Doctor;
import com.flowex.app.lifecycle.StartedComponents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Closes finding D7: a copy of a running exchange starts, and has everything that was acknowledged before it was asked for. */
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
@Timeout(900)
class BackupTest {

    @TempDir
    private Path folder;

    @Test
    void aCopyOfARunningExchangeStarts() throws IOException {
        Path data = folder.resolve("data");
        Path copy = folder.resolve("copy");
        List<String> before = new ArrayList<>();
        try (StartedComponents parts = new StartedComponents()) {
            HttpApi api = new HttpApi(ExchangeHere.url(ExchangeHere.start(data, parts)));
            HttpApi user = Views.trade(api, "backup@example.com");
            for (int i = 0; i < 20; i++) {
                before.add(user.order("buy", "80", "0.02", "before-" + i)
                        .expect(201)
                        .text("id"));
            }
            AtomicBoolean copying = new AtomicBoolean(true);
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
                for (int i = 0; copying.get(); i++) {
                    user.order("buy", "70", "0.02", "during-" + i);
                }
            });
            Map<String, String> here = Map.of("FLOWEX_DATA_DIR", data.toString());
            assertEquals(0, Backup.run(List.of(copy.toString()), here));
            copying.set(false);
            load.join();
            assertEquals(1, Backup.run(List.of(copy.toString()), here), "into a folder that is there");
        }
        assertEquals(0, Doctor.run(List.of(copy.toString()), Map.of()));
        Path keys = copy.resolve("store.keys");
        assertFalse(Files.exists(keys));
        Files.writeString(keys, "abc");
        assertEquals(1, Doctor.run(List.of(copy.toString()), Map.of()), "a key file that a start would refuse");
        Files.delete(keys);
        try (StartedComponents parts = new StartedComponents()) {
            HttpApi user = new HttpApi(ExchangeHere.url(ExchangeHere.start(copy, parts)))
                    .login("backup@example.com", "SecurePass123!");
            for (String order : before) {
                assertEquals(
                        "open",
                        user.get("/api/trading/orders/" + order).expect(200).text("status"));
            }
            assertTrue(user.order("buy", "60", "0.02", "afterwards").status() == 201);
        }
    }
}
