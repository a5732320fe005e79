package com.flowex.orderentry;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * A second way in: words on a line over a socket. It translates, as the endpoints of HTTP do, and shares nothing with them but the account market.
 *
 * <pre>
 * ACCOUNT tenant number
 * PLACE id symbol side quantity price   PLACED order [FILLED quantity AT price]... OPEN quantity | BEFORE order
 * CANCEL order                          CANCELED order
 * ASK id                                KNOWN order | REFUSED code | BURNT | NEVER
 *                                       REFUSED code why | UNKNOWN id
 * </pre>
 */
final class LineAdapter implements AutoCloseable {

    private final OrderEntryService orderEntry;
    private final ServerSocket server;

    LineAdapter(OrderEntryService orderEntry) throws IOException {
        this.orderEntry = orderEntry;
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("line-door").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            String[] hello = in.readLine().split(" ", -1);
            AccountId account = new AccountId(Integer.parseInt(hello[1]), Long.parseLong(hello[2]));
            String line = in.readLine();
            while (line != null) {
                out.println(answer(account, line.split(" ", -1)));
                line = in.readLine();
            }
        } catch (IOException e) {
            // The guest has gone.
        }
    }

    private String answer(AccountId account, String[] words) {
        try {
            return switch (words[0]) {
                case "PLACE" -> place(account, words);
                case "CANCEL" ->
                    rendered(
                            orderEntry.cancel(account, new OrderId(Long.parseLong(words[1]))),
                            committed ->
                                    "CANCELED " + committed.canceledOrders().getFirst());
                case "ASK" ->
                    rendered(orderEntry.resolve(account, ClientOrderId.of(words[1]), false), LineAdapter::traced);
                default -> "WHAT";
            };
        } catch (Refusal why) {
            return refused(why);
        }
    }

    private String place(AccountId account, String[] words) {
        ListedMarket market = orderEntry
                .listed()
                .find(account.tenant(), words[2])
                .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT));
        OrderRequest order = new OrderRequest(
                account,
                ClientOrderId.of(words[1]),
                market.instrument().id(),
                Side.valueOf(words[3]),
                new Quantity(units(words[4], market.quantityScale())),
                new OrderTerms.Limit(new Price(units(words[5], market.priceScale())), TimeInForce.GTC, false),
                orderEntry.defaults().prevention(account.tenant()));
        return rendered(orderEntry.place(order), placed -> placed(placed, market));
    }

    private static long units(String text, Scale scale) {
        return switch (Decimals.parse(text, scale)) {
            case Decimals.Parsed.Units(long units) -> units;
            case Decimals.Parsed.Malformed(String why) -> throw Refusal.invalid(text, why);
        };
    }

    private static String placed(PlacementOutcome placed, ListedMarket market) {
        return switch (placed) {
            case PlacementOutcome.Before(OrderId order, long _, boolean _) -> "BEFORE " + order;
            case PlacementOutcome.Now(CommittedEvents committed) -> full(committed, market);
        };
    }

    /** The order and its fills, of the command's own events. */
    private static String full(CommittedEvents committed, ListedMarket market) {
        OrderAccepted accepted = (OrderAccepted) committed.events().getFirst();
        StringBuilder line = new StringBuilder("PLACED ").append(accepted.order());
        Quantity open = accepted.quantity();
        for (Event event : committed.events()) {
            if (event instanceof TradeExecuted trade && trade.taker().order().equals(accepted.order())) {
                line.append(" FILLED ")
                        .append(Decimals.format(trade.quantity().units(), market.quantityScale()))
                        .append(" AT ")
                        .append(Decimals.format(trade.price().units(), market.priceScale()));
                open = trade.taker().remaining();
            }
        }
        return line.append(" OPEN ")
                .append(Decimals.format(open.units(), market.quantityScale()))
                .toString();
    }

    private static String traced(ClientOrderIdStatus traced) {
        return switch (traced) {
            case ClientOrderIdStatus.Known(OrderId order) -> "KNOWN " + order;
            case ClientOrderIdStatus.Refused(RejectReason reason) -> "REFUSED " + reason.code();
            case ClientOrderIdStatus.Burnt() -> "BURNT";
            case ClientOrderIdStatus.NeverSeen() -> "NEVER";
        };
    }

    private static <T> String rendered(CommandResult<T> result, Function<T, String> accepted) {
        return switch (result) {
            case CommandResult.Accepted<T>(T what) -> accepted.apply(what);
            case CommandResult.Refused<T>(Refusal why, boolean _) -> refused(why);
            case CommandResult.Unknown<T>(ClientOrderId id) -> "UNKNOWN " + id;
        };
    }

    private static String refused(Refusal why) {
        return "REFUSED " + why.code().code() + " " + why.detail();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
