package com.flowex.marketdata.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.client.LocalOrderBook;
import com.flowex.client.MarketDataClient;
import com.flowex.domain.order.Side;
import com.flowex.marketdata.view.LiveMarkets;
import com.flowex.marketdata.view.PublishedDepth;
import com.flowex.marketdata.view.book.Depth;
import com.flowex.platform.testing.Await;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reference clients of clients/ against the real stream. */
@Timeout(900)
class ReferenceClientTest extends StreamStand {

    /** A picture of the client's book, which is the client's own. */
    private record Picture(long sequence, String bids, String asks) {
        static Picture of(LocalOrderBook book) {
            return new Picture(
                    book.sequence(), book.bids().toString(), book.asks().toString());
        }
    }

    private volatile Picture picture = new Picture(-1, "", "");

    @Test
    void aClientThatIsCutOffAgainAndAgainEndsWithTheBook() {
        Random random = new Random(7);
        AtomicInteger losses = new AtomicInteger();
        live.rest(Side.BUY, 9_000, 10_000);
        live.publish();
        URI address = URI.create("ws://127.0.0.1:" + server.port() + "/ws/market-data");
        try (MarketDataClient client = MarketDataClient.follow(address, "BTC-USD", book -> {
            picture = Picture.of(book);
            losses.addAndGet(book.isWhole() ? 0 : 1);
        })) {
            for (int round = 1; round <= 3; round++) {
                for (int i = 0; i < 50; i++) {
                    live.rest(Side.BUY, 9_000 + random.nextInt(40), 10_000);
                    live.publish();
                }
                long sequence = live.market().view().depth().depth().sequence();
                Await.until(() -> picture.sequence() == sequence);
                assertEquals(book(live.market().view().depth().depth()), picture.bids());
                hub.sayGoodbye();
                int lost = round;
                Await.until(() -> losses.get() >= lost);
            }
            assertTrue(losses.get() >= 3, client.symbol());
        }
    }

    private static String book(Depth depth) {
        Map<String, String> levels = new LinkedHashMap<>();
        for (int i = 0; i < depth.bids().size(); i++) {
            levels.put(
                    decimal(depth.bids().priceUnits(i), 2),
                    decimal(depth.bids().quantityUnits(i).longValueExact(), 4));
        }
        return levels.toString();
    }

    private static String decimal(long units, int places) {
        return BigDecimal.valueOf(units, places).stripTrailingZeros().toPlainString();
    }

    /**
     * The input of clients/typescript's tests is the output of the stream: made by the real reducer, line by line the
     * snapshot that a new subscriber would get and the change behind the line before.
     */
    @Test
    void transcriptOfTheReferenceClientIsWhatTheStreamSends() throws IOException {
        Random random = new Random(20_261_122);
        LiveMarkets market = new LiveMarkets();
        Map<Long, Long> stands = new HashMap<>();
        List<String> lines = new ArrayList<>();
        Depth before = market.market().view().depth().depth();
        while (lines.size() < 160) {
            for (int i = 0; i <= random.nextInt(4); i++) {
                long price = 9_950L + random.nextInt(24);
                Side side = price < 9_962 ? Side.BUY : Side.SELL;
                if (stands.getOrDefault(price, 0L) > 0 && random.nextInt(5) < 2) {
                    market.leave(side, price, Objects.requireNonNull(stands.remove(price)));
                } else {
                    long more = 1L + random.nextInt(50_000);
                    stands.merge(price, more, Long::sum);
                    market.rest(side, price, more);
                }
            }
            market.publish();
            PublishedDepth now = market.market().view().depth();
            if (now.depth().sequence() != before.sequence()) {
                lines.add("{\"snapshot\":" + now.snapshotText() + ",\"change\":" + now.changeText(before) + "}");
                before = now.depth();
            }
        }
        Path recorded = Repository.file("").resolve("clients/typescript/recorded.jsonl");
        Path made = Files.write(Files.createDirectories(Path.of("target")).resolve("recorded.jsonl"), lines);
        assertTrue(
                Files.exists(recorded) && Files.readAllLines(recorded).equals(lines),
                () -> "copy " + made.toAbsolutePath() + " to " + recorded);
    }
}
