package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.settings.StartupException;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An exchange trades from the start what its operator lists, and nothing of the demo is in it. */
@Timeout(900)
class GenesisTest {

    private static final String EXAMPLE = "deploy/genesis.example.json";

    @TempDir
    private Path folder;

    @Test
    void theOperatorsFileIsListedOnceAndNothingElseIs() throws IOException {
        Path data = folder.resolve("data");
        Path file = Files.copy(Repository.file("").resolve(EXAMPLE), folder.resolve("genesis.json"));

        with(data, file.toString(), api -> {
            assertEquals(List.of("BTC-EUR"), symbols(api));
            assertEquals(
                    "0",
                    api.admin().balance("EUR").path("total").asText(),
                    "nobody is given money that a demo would give");
        });
        // Again, with a market more.
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"markets\": [", "\"markets\": [\n" + market("ETH") + ","));
        with(data, file.toString(), api -> assertEquals(List.of("BTC-EUR", "ETH-EUR"), symbols(api)));
        Files.writeString(file, text.replaceFirst("\"scale\": 8", "\"scale\": 7"));
        String refused = assertThrows(StartupException.class, () -> with(data, file.toString(), _ -> {}))
                .lines()
                .getFirst();
        assertTrue(refused.startsWith("FLOWEX_GENESIS: assets.0.scale as it is listed: 8"), refused);
        with(data, "none", api -> assertEquals(List.of("BTC-EUR", "ETH-EUR"), symbols(api)));
    }

    @Test
    void unreadableGenesisIsRefusedBeforeTheStart() throws IOException {
        refused("/nowhere/at/all.json", "must be builtin, none or a file that can be read");
        Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"assets\":[],\"money\":1}");
        refused(wrong.toString(), "FLOWEX_GENESIS: " + wrong);
    }

    private static void refused(String value, String why) {
        List<String> lines = assertThrows(
                        LauncherSettings.ConfigurationException.class,
                        () -> LauncherSettings.of(Map.of("FLOWEX_GENESIS", value)))
                .lines();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.getFirst().contains(why), lines.toString());
    }

    private static String market(String base) {
        return "{\"base\": \"" + base + "\", \"quote\": \"EUR\", \"price_scale\": 2, \"price_tick\": \"0.01\","
                + " \"max_price\": \"1000000\", \"quantity_lot\": \"0.0001\", \"min_quantity\": \"0.0001\","
                + " \"max_quantity\": \"1000\", \"min_notional\": \"1\", \"maker_fee\": \"0.001\", \"taker_fee\": \"0.002\"}";
    }

    private static List<String> symbols(HttpApi api) {
        return StreamSupport.stream(
                        api.get("/api/trading/pairs")
                                .expect(200)
                                .body()
                                .path("items")
                                .spliterator(),
                        false)
                .map(pair -> pair.path("symbol").asText())
                .sorted()
                .toList();
    }

    private static void with(Path data, String genesis, Consumer<HttpApi> work) {
        try (StartedComponents parts = new StartedComponents()) {
            work.accept(
                    new HttpApi(ExchangeHere.url(ExchangeHere.start(data, parts, Map.of("FLOWEX_GENESIS", genesis)))));
        }
    }
}
