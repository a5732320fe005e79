package com.flowex.simulator.linear;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.history.ClientOperation.Subject;
import com.flowex.simulator.history.HistoryLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The records of clients of a pretended exchange: their questions overlap, answers get lost, and unanswered ones are
 * asked again.
 */
final class RandomHistory {

    private static final String[] ASSETS = {"BTC", "USDT"};

    private final class Client {
        private final String account;
        private final List<String> placed = new ArrayList<>();
        private long process;
        private int operations;
        private Optional<ClientOperation> open = Optional.empty();
        private Optional<ClientAnswer> done = Optional.empty();

        Client(int number) {
            account = "a" + number;
            process = number;
        }

        /** One of: ask, have it done, be answered. */
        void act() {
            if (open.isEmpty()) {
                request(next());
            } else if (done.isEmpty() && !isLostOnItsWay()) {
                done = Optional.of(exchange.command(open.get()));
            } else if (done.isPresent()) {
                answer();
            }
        }

        private void request(ClientOperation operation) {
            open = Optional.of(operation);
            write(process, operation, Optional.empty());
        }

        private boolean isLostOnItsWay() {
            if (random.nextInt(20) > 0 || !open.orElseThrow().isCommand()) {
                return false;
            }
            unclear();
            return true;
        }

        private void answer() {
            ClientOperation operation = open.orElseThrow();
            if (operation.isCommand() && random.nextInt(8) == 0) {
                unclear();
                return;
            }
            if (operation instanceof ClientOperation.Place && done.orElseThrow() instanceof ClientAnswer.OrderSeen) {
                placed.add(operation.id());
            }
            write(process, operation, done);
            open = Optional.empty();
            done = Optional.empty();
        }

        private void unclear() {
            ClientOperation operation = open.orElseThrow();
            write(process, operation, Optional.of(new ClientAnswer.OutcomeUnknown("lost")));
            process += clients.size();
            done = Optional.empty();
            request(operation);
        }

        private ClientOperation next() {
            String id = account + "-" + operations++;
            int kind = random.nextInt(10);
            if (operations <= ASSETS.length) {
                return new ClientOperation.Deposit(account, id, ASSETS[operations - 1], BigDecimal.valueOf(1000));
            }
            if (kind < 4 || placed.isEmpty()) {
                return new ClientOperation.Place(account, id, random.nextBoolean(), price(), quantity(6), true);
            }
            String old = placed.get(Math.max(0, placed.size() - 1 - random.nextInt(4)));
            return switch (kind) {
                case 4 -> new ClientOperation.Amend(account, old, price(), quantity(5));
                case 5 -> new ClientOperation.Cancel(account, old);
                case 6 -> new ClientOperation.Transfer(account, id, other(), ASSETS[random.nextInt(2)], quantity(9));
                case 7 -> new ClientOperation.Read(account, Subject.ORDER, old);
                default -> new ClientOperation.Read(account, Subject.BALANCES, "");
            };
        }

        private String other() {
            String to = "a" + random.nextInt(clients.size());
            return to.equals(account) ? clients.get(account.equals("a0") ? 1 : 0).account : to;
        }

        void finish() {
            while (open.isPresent()) {
                act();
            }
        }

        void request(Subject of, String id) {
            request(new ClientOperation.Read(account, of, id));
            finish();
        }
    }

    private final Random random;
    private final PretendExchange exchange;
    private final List<Client> clients = new ArrayList<>();
    private final List<HistoryLine> lines = new ArrayList<>();

    RandomHistory(long seed, int clientCount, PretendExchange exchange) {
        random = new Random(seed);
        this.exchange = exchange;
        for (int i = 0; i < clientCount; i++) {
            clients.add(new Client(i));
        }
    }

    List<HistoryLine> of(int acts) {
        for (int i = 0; i < acts; i++) {
            clients.get(random.nextInt(clients.size())).act();
        }
        clients.forEach(Client::finish);
        for (Client client : clients) {
            client.request(Subject.FILLS, "");
            client.request(Subject.ORDERS, "");
            client.request(Subject.BALANCES, "");
            client.request(Subject.MOVES, "");
            client.placed.stream().distinct().forEach(id -> client.request(Subject.LIFE, id));
        }
        return lines;
    }

    private BigDecimal price() {
        return BigDecimal.valueOf(98 + random.nextInt(5));
    }

    private BigDecimal quantity(int max) {
        return BigDecimal.valueOf(1 + random.nextInt(max));
    }

    private void write(long process, ClientOperation operation, Optional<ClientAnswer> answer) {
        lines.add(new HistoryLine(lines.size(), process, operation, answer, lines.size() * 1_000_000L));
    }
}
