package com.flowex.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Abuse in a node's own log is reported at the command line, with events that can be read there too. */
@Timeout(900)
class SurveillanceToolTest {
    private static final AssetId BASE = new AssetId(1);
    private static final AssetId QUOTE = new AssetId(2);
    private static final InstrumentId MARKET = new InstrumentId(1);

    private String text = "";

    private int run(Path data, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int code = SurveillanceTool.run(
                    List.of(args),
                    Map.of("FLOWEX_DATA_DIR", data.toString(), "FLOWEX_ENV_FILE", "/dev/null"),
                    stream,
                    stream);
            text = out.toString(StandardCharsets.UTF_8);
            return code;
        }
    }

    private static void washed(Path data) {
        try (ClusterNode node = ClusterNode.start(ClusterConfig.at(data.resolve("node")))) {
            ExchangeClient client = node.client();
            Scale whole = new Scale(0);
            client.submit(new ListAsset(new Asset(1, BASE, "BTC", whole, 1_000_000_000)))
                    .join();
            client.submit(new ListAsset(new Asset(1, QUOTE, "USDT", whole, 1_000_000_000)))
                    .join();
            client.submit(new ListInstrument(new Instrument(
                            1,
                            MARKET,
                            "BTC-USDT",
                            BASE,
                            QUOTE,
                            new InstrumentRules(whole, 1, 1_000_000, 1, 1, 1_000_000, 0),
                            new FeeRates(0, 0))))
                    .join();
            for (int number = 1_000; number < 1_002; number++) {
                AccountId account = new AccountId(1, number);
                client.submit(new OpenAccount(account)).join();
                fund(client, account, BASE);
                fund(client, account, QUOTE);
            }
            for (int i = 0; i < 6; i++) {
                place(client, 1_000 + i % 2, Side.SELL, 2 * i);
                place(client, 1_001 - i % 2, Side.BUY, 2 * i + 1);
            }
        }
    }

    private static void fund(ExchangeClient client, AccountId account, AssetId asset) {
        client.submit(new PostTransfer(new Transfer(
                        new TransferId(account.number(), asset.value()),
                        AccountId.outsideOf(1),
                        account,
                        new Amount(asset, 1_000_000),
                        TransferKind.GENESIS)))
                .join();
    }

    private static void place(ExchangeClient client, int number, Side side, int id) {
        client.submit(new PlaceOrder(new OrderRequest(
                        new AccountId(1, number),
                        ClientOrderId.of("order-" + id),
                        MARKET,
                        side,
                        new Quantity(5),
                        new OrderTerms.Limit(new Price(100), TimeInForce.GTC, false))))
                .join();
    }

    @Test
    void findingsAreReportedWithTheirEventsAndRepeatable(@TempDir Path data) {
        washed(data);
        assertEquals(0, run(data), text);
        String first = text;
        assertTrue(text.startsWith("{\"pattern\":\"wash_trading\",\"market_id\":1,"), text);
        assertTrue(text.contains("\"accounts\":[\"1/1000\",\"1/1001\"]"), text);
        assertTrue(text.contains("\"evidence\":[{\"sequence\":"), text);
        assertTrue(text.endsWith(": 1 found\n"), text);
        assertEquals(0, run(data), text);
        assertEquals(first, text);
        assertEquals(0, run(data, "--excuse", "1/1000", "--excuse", "1/1001"), text);
        assertTrue(text.endsWith(": 0 found\n"), text);
        assertEquals(0, run(data, "--from", "1", "--to", "10"), text);
        assertTrue(text.startsWith("events 1 to 1") && text.endsWith(": 0 found\n"), text);
    }

    @Test
    void invalidArgumentsPrintTheUsage(@TempDir Path data) {
        for (List<String> args : List.of(
                List.of("--from"),
                List.of("--from", "0"),
                List.of("--from", "3", "--to", "2"),
                List.of("--excuse", "1000"),
                List.of("--excuse", "9999999/1000"),
                List.of("list", "all"))) {
            assertEquals(2, run(data, args.toArray(String[]::new)), args.toString());
            assertEquals(2, text.lines().count(), text);
            assertTrue(text.endsWith("see ./flowex surveillance --help\n"), text);
        }
    }
}
