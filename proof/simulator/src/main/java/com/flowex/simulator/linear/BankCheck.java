package com.flowex.simulator.linear;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Check that the final balances of all accounts equal their deposits, less fees, plus the results of their trades with
 * others.
 */
final class BankCheck {

    private final Map<String, BigDecimal> had = new TreeMap<>();
    private final Map<String, BigDecimal> given = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();

    private BankCheck(List<HistoryCall> calls) {
        Map<String, ClientAnswer.Balances> balances = new HashMap<>();
        Map<String, ClientAnswer.Fills> fills = new HashMap<>();
        Set<String> deposits = new HashSet<>();
        Set<String> accounts = new HashSet<>();
        for (HistoryCall call : calls) {
            String account = call.operation().account();
            if (call.operation().isCommand()) {
                accounts.add(account);
            }
            switch (call.answered().orElse(null)) {
                case ClientAnswer.Balances answer -> balances.put(account, answer);
                case ClientAnswer.Fills answered -> fills.put(account, answered);
                case ClientAnswer.Ledger(boolean zeroSum) -> {
                    if (!zeroSum) {
                        findings.add("the ledger does not sum to zero");
                    }
                }
                case ClientAnswer.Done _ -> {
                    if (call.operation() instanceof ClientOperation.Deposit deposit
                            && deposits.add(account + " " + deposit.id())) {
                        add(given, deposit.asset(), deposit.amount());
                    }
                }
                case null, default -> {}
            }
        }
        accounts.stream()
                .filter(account -> !balances.containsKey(account))
                .forEach(account -> findings.add(account + ": its balances were never read"));
        balances.values().forEach(held -> held.totals().forEach((asset, total) -> add(had, asset, total)));
        trades(fills);
    }

    /** Returns the findings about sums that do not match. */
    static List<String> findings(List<HistoryCall> calls) {
        BankCheck bank = new BankCheck(calls);
        if (bank.findings.isEmpty()) {
            bank.compare();
        }
        return bank.findings;
    }

    private static void add(Map<String, BigDecimal> sums, String asset, BigDecimal amount) {
        sums.merge(asset, amount, BigDecimal::add);
    }

    private void trades(Map<String, ClientAnswer.Fills> fills) {
        Map<String, List<ClientAnswer.Fill>> byTrade = fills.values().stream()
                .flatMap(answer -> answer.fills().stream())
                .collect(Collectors.groupingBy(fill -> fill.base() + "-" + fill.quote() + " " + fill.trade()));
        byTrade.forEach((trade, sides) -> {
            BigDecimal base = BigDecimal.ZERO;
            BigDecimal quote = BigDecimal.ZERO;
            for (ClientAnswer.Fill side : sides) {
                add(given, side.base(), side.baseChange());
                add(given, side.quote(), side.quoteChange());
                base = base.add(side.baseChange()).add(side.baseFee());
                quote = quote.add(side.quoteChange()).add(side.quoteFee());
            }
            if (sides.size() > 2 || sides.size() == 2 && (base.signum() != 0 || quote.signum() != 0)) {
                findings.add("trade " + trade + " makes " + base.toPlainString() + " and " + quote.toPlainString()
                        + " of " + sides.size() + " sides");
            }
        });
    }

    private void compare() {
        Set<String> assets = new HashSet<>(had.keySet());
        assets.addAll(given.keySet());
        for (String asset : assets) {
            BigDecimal is = had.getOrDefault(asset, BigDecimal.ZERO);
            BigDecimal should = given.getOrDefault(asset, BigDecimal.ZERO);
            if (is.compareTo(should) != 0) {
                findings.add("all accounts have " + is.toPlainString() + " " + asset + ", given were "
                        + should.toPlainString());
            }
        }
    }
}
