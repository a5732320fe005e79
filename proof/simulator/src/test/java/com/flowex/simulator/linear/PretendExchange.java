package com.flowex.simulator.linear;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An exchange of a hundred lines, one thing after the other, which can have a planted bug. */
final class PretendExchange {

    /** Its planted error, once. */
    enum Bug {
        NONE,
        LOST_WRITE,
        DOUBLE_APPLY,
        STALE_READ,
        CANCEL_THAT_FILLS,
        TWO_ANSWERS,
        MONEY_MADE,
        FORGOTTEN_REFUSAL,
        LOST_AMENDMENT
    }

    static final class Order {
        final String account;
        final String id;
        final String number;
        final boolean buys;
        BigDecimal price;
        BigDecimal quantity;
        BigDecimal filled = BigDecimal.ZERO;
        String ended = "";
        boolean haunts;
        final List<ClientAnswer.OrderLifeEvent> life = new ArrayList<>();

        Order(ClientOperation.Place place, String number) {
            account = place.account();
            id = place.id();
            this.number = number;
            buys = place.buys();
            price = place.price();
            quantity = place.quantity();
        }

        BigDecimal left() {
            return quantity.subtract(filled);
        }

        boolean isOpen() {
            return haunts || ended.isEmpty() && left().signum() > 0;
        }

        ClientAnswer.OrderSeen seen(long sequence) {
            String status = !ended.isEmpty()
                    ? ended
                    : left().signum() == 0 ? "filled" : filled.signum() == 0 ? "open" : "partially_filled";
            return new ClientAnswer.OrderSeen(id, number, status, price, quantity, filled, sequence);
        }
    }

    private final Bug bug;
    private final Map<String, Map<String, BigDecimal>> balances = new TreeMap<>();
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, ClientAnswer> answers = new HashMap<>();
    private final Map<String, List<ClientAnswer.Fill>> fills = new HashMap<>();
    private final Map<String, List<ClientAnswer.Move>> moves = new HashMap<>();
    private final Map<String, ClientAnswer.Balances> before = new HashMap<>();
    private long sequence;
    private int numbers;
    private boolean isPlanted;

    PretendExchange(Bug bug) {
        this.bug = bug;
    }

    /** True if its bug has shown. */
    boolean isPlanted() {
        return isPlanted;
    }

    private boolean plant(Bug candidate) {
        boolean now = bug == candidate && !isPlanted && sequence > 60;
        isPlanted |= now;
        return now;
    }

    private static String key(ClientOperation operation) {
        return operation.word() + " " + operation.account() + " " + operation.id();
    }

    ClientAnswer command(ClientOperation operation) {
        return switch (operation) {
            case ClientOperation.Place place -> place(place);
            case ClientOperation.Transfer move -> transfer(move);
            case ClientOperation.Deposit deposit ->
                answers.computeIfAbsent(key(deposit), _ -> {
                    String number = "m" + numbers++;
                    move(deposit.account(), number, deposit.asset(), deposit.amount(), ++sequence);
                    return new ClientAnswer.Done(number, sequence);
                });
            case ClientOperation.Cancel cancel -> {
                Order order = orders.get(cancel.account() + cancel.id());
                if (order == null || !order.isOpen() || order.haunts) {
                    yield new ClientAnswer.Refused("unknown_order");
                }
                order.ended = "canceled";
                order.haunts = bug == Bug.CANCEL_THAT_FILLS;
                order.life.add(new ClientAnswer.OrderLifeEvent("canceled", ++sequence));
                yield order.seen(sequence);
            }
            case ClientOperation.Amend amend -> amend(amend);
            case ClientOperation.Read read -> read(read);
        };
    }

    private ClientAnswer place(ClientOperation.Place place) {
        ClientAnswer known = answers.get(key(place));
        if (known instanceof ClientAnswer.OrderSeen && !plant(Bug.TWO_ANSWERS)) {
            Order order = orders.get(place.account() + place.id());
            return order == null ? known : order.seen(sequence);
        }
        if (known instanceof ClientAnswer.Refused && !plant(Bug.FORGOTTEN_REFUSAL)) {
            return known;
        }
        if (place.quantity().compareTo(BigDecimal.valueOf(5)) > 0 && !(known instanceof ClientAnswer.Refused)) {
            answers.put(key(place), new ClientAnswer.Refused("insufficient_funds"));
            return new ClientAnswer.Refused("insufficient_funds");
        }
        Order order = new Order(place, Integer.toString(1000 + numbers++));
        order.life.add(new ClientAnswer.OrderLifeEvent("accepted", ++sequence));
        answers.put(key(place), order.seen(sequence));
        if (plant(Bug.LOST_WRITE)) {
            return order.seen(sequence);
        }
        orders.put(place.account() + place.id() + (known == null ? "" : " again"), order);
        match(order);
        return order.seen(sequence);
    }

    private ClientAnswer amend(ClientOperation.Amend amend) {
        Order order = orders.get(amend.account() + amend.id());
        if (order == null || !order.isOpen() || order.haunts) {
            return new ClientAnswer.Refused("unknown_order");
        }
        if (order.price.compareTo(amend.price()) == 0 && order.quantity.compareTo(amend.quantity()) == 0) {
            return new ClientAnswer.Refused("nothing_to_amend");
        }
        if (amend.quantity().compareTo(order.filled) <= 0) {
            order.ended = "canceled";
            order.life.add(new ClientAnswer.OrderLifeEvent("canceled", ++sequence));
            return order.seen(sequence);
        }
        if (plant(Bug.LOST_AMENDMENT)) {
            return new ClientAnswer.OrderSeen(
                    order.id,
                    order.number,
                    order.seen(0).status(),
                    amend.price(),
                    amend.quantity(),
                    order.filled,
                    sequence);
        }
        order.price = amend.price();
        order.quantity = amend.quantity();
        order.life.add(new ClientAnswer.OrderLifeEvent("amended", ++sequence));
        match(order);
        return order.seen(sequence);
    }

    private void match(Order taker) {
        List<Order> makers = orders.values().stream()
                .filter(maker -> maker.isOpen()
                        && maker.buys != taker.buys
                        && maker.left().signum() > 0
                        && maker != taker)
                .filter(maker ->
                        taker.buys ? maker.price.compareTo(taker.price) <= 0 : maker.price.compareTo(taker.price) >= 0)
                .sorted(Comparator.comparing(maker -> maker.number))
                .toList();
        for (Order maker : makers) {
            BigDecimal quantity = taker.left().min(maker.left());
            if (quantity.signum() > 0) {
                isPlanted |= maker.haunts;
                trade(taker, maker, quantity);
            }
        }
    }

    private void trade(Order taker, Order maker, BigDecimal quantity) {
        String trade = "t" + numbers++;
        sequence++;
        BigDecimal made = plant(Bug.MONEY_MADE) ? BigDecimal.ONE : BigDecimal.ZERO;
        fill(taker, trade, quantity, maker.price, made);
        fill(maker, trade, quantity, maker.price, BigDecimal.ZERO);
    }

    private void fill(Order order, String trade, BigDecimal quantity, BigDecimal price, BigDecimal made) {
        BigDecimal quote = quantity.multiply(price);
        BigDecimal fee = order.buys ? new BigDecimal("0.01") : BigDecimal.ZERO;
        BigDecimal baseChange = (order.buys ? quantity : quantity.negate()).subtract(fee);
        BigDecimal quoteChange = order.buys ? quote.negate() : quote;
        order.filled = order.filled.add(quantity);
        order.life.add(new ClientAnswer.OrderLifeEvent("traded", sequence));
        add(order.account, "BTC", baseChange.add(made));
        add(order.account, "USDT", quoteChange);
        fills.computeIfAbsent(order.account, _ -> new ArrayList<>())
                .add(new ClientAnswer.Fill(
                        trade,
                        order.number,
                        "BTC",
                        "USDT",
                        quantity,
                        baseChange,
                        quoteChange,
                        fee,
                        BigDecimal.ZERO,
                        sequence));
    }

    private ClientAnswer transfer(ClientOperation.Transfer move) {
        ClientAnswer known = answers.get(key(move));
        if (known != null && !plant(Bug.DOUBLE_APPLY)) {
            return known;
        }
        String number = known instanceof ClientAnswer.Done(String before, long _) ? before : "m" + numbers++;
        sequence++;
        move(move.account(), number, move.asset(), move.amount().negate(), sequence);
        move(move.to(), number, move.asset(), move.amount(), sequence);
        answers.put(key(move), new ClientAnswer.Done(number, sequence));
        return new ClientAnswer.Done(number, sequence);
    }

    private void move(String account, String number, String asset, BigDecimal amount, long at) {
        add(account, asset, amount);
        moves.computeIfAbsent(account, _ -> new ArrayList<>()).add(new ClientAnswer.Move(number, asset, amount, at));
    }

    private void add(String account, String asset, BigDecimal amount) {
        before.put(account, balances(account));
        balances.computeIfAbsent(account, _ -> new TreeMap<>()).merge(asset, amount, BigDecimal::add);
    }

    private ClientAnswer.Balances balances(String account) {
        return new ClientAnswer.Balances(balances.getOrDefault(account, Map.of()), sequence);
    }

    ClientAnswer read(ClientOperation.Read read) {
        return switch (read.of()) {
            case BALANCES ->
                before.containsKey(read.account()) && plant(Bug.STALE_READ)
                        ? before.get(read.account())
                        : balances(read.account());
            case ORDER -> {
                Order order = orders.get(read.account() + read.id());
                yield order == null ? new ClientAnswer.NotDelivered("unknown_order") : order.seen(sequence);
            }
            case ORDERS ->
                new ClientAnswer.Orders(orders.values().stream()
                        .filter(order -> order.account.equals(read.account()))
                        .map(order -> order.seen(sequence))
                        .toList());
            case FILLS -> new ClientAnswer.Fills(fills.getOrDefault(read.account(), List.of()));
            case LIFE -> {
                Order order = orders.get(read.account() + read.id());
                yield new ClientAnswer.Life(order == null ? List.of() : order.life);
            }
            case MOVES -> new ClientAnswer.Moves(moves.getOrDefault(read.account(), List.of()));
            case LEDGER -> new ClientAnswer.Ledger(true);
        };
    }
}
