package com.flowex.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.streams.ReceivedEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader's results for a stream's messages: the words of docs/api/account-stream.md. */
class AccountStreamReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = ",\"sequence\":20424,\"at\":\"2026-11-20T09:30:00Z\",";
    private static final String ORDER =
            "\"order\":{\"id\":\"311\",\"client_order_id\":\"c0-1\",\"status\":\"open\",\"price\":\"650\",\"quantity\":\"0.2\","
                    + "\"filled_quantity\":\"0\",\"sequence\":20424}}";
    private static final String FILL =
            "\"fill\":{\"id\":\"77\",\"order_id\":\"311\",\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"quantity\":\"0.1\","
                    + "\"quote_amount\":\"65.23\",\"fee\":\"0.0001\",\"fee_asset\":\"BTC\",\"sequence\":20424},";

    @TempDir
    private Path folder;

    private ReaderRecord notes;
    private HttpClient http;
    private ExchangeHttpClient client;
    private AccountStreamReader reader;

    @BeforeEach
    void begin() throws IOException {
        List<URI> urls = List.of(URI.create("http://localhost:1"));
        notes = new ReaderRecord(ReaderRecord.beside(folder.resolve("history.jsonl")), () -> 5);
        http = HttpClient.newHttpClient();
        client = new ExchangeHttpClient(urls);
        AccountHttpAdapter own = new AccountHttpAdapter(client, "BTC-USDT", "a0", name -> name, 0);
        reader = new AccountStreamReader("a0", new AccountStreamConnector(own, urls, http, 0), notes, new Random(1));
    }

    @AfterEach
    void end() throws IOException {
        notes.close();
        http.close();
        client.close();
    }

    private void take(String message) throws IOException {
        reader.take(JSON.readTree(message));
    }

    private List<String> findings() {
        return reader.reading(0, List.of()).findings();
    }

    @Test
    void everyKindOfEntryIsKept() throws IOException {
        take("{\"type\":\"following\",\"account\":\"1001\",\"next\":1,\"last\":6}");
        take("{\"type\":\"order\",\"number\":1" + HEAD + ORDER);
        take("{\"type\":\"fill\",\"number\":2" + HEAD + FILL + ORDER);
        take("{\"type\":\"prevented\",\"number\":3" + HEAD + ORDER);
        take("{\"type\":\"refused\",\"number\":4" + HEAD + "\"client_order_id\":\"c\",\"code\":\"no_liquidity\"}");
        take("{\"type\":\"transfer\",\"number\":5" + HEAD
                + "\"stage\":\"reserved\",\"transfer_id\":\"9\",\"currency\":\"BTC\",\"amount\":\"-1.5\"}");
        take("{\"type\":\"balance\",\"number\":6" + HEAD
                + "\"currency\":\"BTC\",\"available\":\"1\",\"total\":\"2.5\"}");

        List<ReceivedEntry> entries = reader.reading(6, List.of()).entries();
        assertEquals(List.of(), findings());
        assertEquals(6, reader.number());
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L, 6L),
                entries.stream().map(ReceivedEntry::number).toList());
        ClientAnswer.OrderSeen order = new ClientAnswer.OrderSeen(
                "c0-1", "311", "open", new BigDecimal("650"), new BigDecimal("0.2"), BigDecimal.ZERO, 20424);
        assertEquals(new ReceivedEntry.OrderContent(order), entries.getFirst().content());
        assertEquals(
                new ReceivedEntry.Filled(
                        new ClientAnswer.Fill(
                                "77",
                                "311",
                                "BTC",
                                "USDT",
                                new BigDecimal("0.1"),
                                new BigDecimal("0.0999"),
                                new BigDecimal("-65.23"),
                                new BigDecimal("0.0001"),
                                BigDecimal.ZERO,
                                20424),
                        order),
                entries.get(1).content());
        assertEquals(
                new ReceivedEntry.Moved("9", "BTC", new BigDecimal("-1.5"), false),
                entries.get(4).content());
        assertEquals(
                new ReceivedEntry.BalanceContent("BTC", new BigDecimal("2.5")),
                entries.get(5).content());
    }

    /** The checker decides if it is right. */
    @Test
    void repeatedAndEarlyEntriesAreKeptAsReceived() throws IOException {
        for (int number : List.of(1, 3, 3, 2)) {
            take("{\"type\":\"refused\",\"number\":" + number + HEAD + "\"code\":\"no_liquidity\"}");
        }

        assertEquals(
                List.of(1L, 3L, 3L, 2L),
                reader.reading(3, List.of()).entries().stream()
                        .map(ReceivedEntry::number)
                        .toList());
    }

    @Test
    void unexpectedMessagesAreNoted() throws IOException {
        take("{\"type\":\"refused\",\"number\":1" + HEAD + "\"code\":\"no_liquidity\"}");
        take("{\"type\":\"following\",\"account\":\"1001\",\"next\":4,\"last\":6}");
        take("{\"type\":\"weather\"}");
        assertThrows(IOException.class, () -> take("{\"type\":\"error\",\"code\":\"view_behind\"}"));
        assertThrows(IOException.class, () -> take("{\"type\":\"too_old\",\"oldest\":9}"));

        assertEquals(8, reader.number(), "it goes on at the oldest there is");
        assertTrue(findings().get(0).startsWith("asked for entry 2 it received {"), findings()::toString);
        assertTrue(
                findings().get(1).startsWith("there is no message like {\"type\":\"weather\""), findings()::toString);
        assertTrue(findings().get(2).startsWith("entry 2 is no longer kept"), findings()::toString);
        assertEquals(3, findings().size());
    }

    @Test
    void receivedMessagesAreRecordedBesideTheHistory() throws IOException {
        take("{\"type\":\"following\",\"next\":1}");
        notes.close();

        assertEquals(
                List.of("{\"reader\":\"a0\",\"connection\":0,\"time\":5,\"seen\":{\"type\":\"following\",\"next\":1}}"),
                Files.readAllLines(folder.resolve("history-readers.jsonl")));
    }

    @Test
    void streamsAreWhereTheEdgeIs() {
        assertEquals(
                URI.create("ws://one:8000/ws/account?from=3"),
                AccountStreamConnector.address(URI.create("http://one:8000"), "/ws/account?from=3"));
        assertEquals(
                URI.create("wss://one/ws/account"),
                AccountStreamConnector.address(URI.create("https://one"), "/ws/account"));
    }
}
