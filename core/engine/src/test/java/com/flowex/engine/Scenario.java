package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A market in a trader's words: a line is a command, behind the bar stands everything that comes of it (and nothing, if
 * nothing does). {@link ScenarioWords} has the words of commands; {@link ScenarioFormatter} those of results.
 *
 * <p>Coins have scale 0 and so have prices and dollars: one coin at 100 costs 100. Everyone begins with 10,000 coins and
 * 1,000,000 dollars; prices are multiples of 5; there is no fee unless a scenario says so. Balances are asked for with
 * {@code ada has}. Every scenario is also played to the plain exchange, which has to say the same, and after each command the
 * engine goes on as its own restored snapshot (failure 3).
 */
final class Scenario {

    static final InstrumentId MARKET = new InstrumentId(1);
    static final AssetId COIN = new AssetId(1);
    static final AssetId DOLLAR = new AssetId(2);
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;

    private final Map<String, AccountId> names = new HashMap<>();
    private final Map<AccountId, BalanceChanged> coins = new HashMap<>();
    private final Map<AccountId, BalanceChanged> dollars = new HashMap<>();
    private final ScenarioWords words;
    private final ComparedExchange exchange = new ComparedExchange(1_000);
    private int transfers;

    private Scenario(FeeSchedule fees, int coinScale, long notionalMin) {
        apply(new ListAsset(new Asset(1, COIN, "COIN", new Scale(coinScale), 1_000_000_000)));
        apply(new ListAsset(new Asset(1, DOLLAR, "USD", new Scale(0), 1_000_000_000)));
        InstrumentRules rules = new InstrumentRules(new Scale(0), 5, 100_000, 1, 1, 100_000, notionalMin);
        Instrument market = new Instrument(1, MARKET, "COIN-USD", COIN, DOLLAR, rules, fees);
        apply(new ListInstrument(market));
        words = new ScenarioWords(market, this::account);
    }

    /** Runs a scenario without fees. */
    static void scenario(String lines) {
        scenario(new FeeRates(0, 0), lines);
    }

    static void scenario(FeeRates fees, String lines) {
        scenario(FeeSchedule.flat(fees), lines);
    }

    static void scenario(FeeSchedule fees, String lines) {
        run(new Scenario(fees, 0, 10), lines);
    }

    /** Runs a scenario of a market whose coins come in thousandths, so that most fills are worth a fraction of a dollar. */
    static void inThousandths(String lines) {
        run(new Scenario(FeeSchedule.flat(new FeeRates(0, 0)), 3, 0), lines);
    }

    private static void run(Scenario scenario, String lines) {
        for (String line : lines.lines().toList()) {
            if (!line.isBlank()) {
                scenario.step(line);
            }
        }
    }

    private void step(String line) {
        int bar = line.indexOf('|');
        String requested = line.substring(0, bar).strip().replaceAll(" +", " ");
        String expected = line.substring(bar + 1).strip().replaceAll(" +", " ");
        assertEquals(expected, outcomeOf(requested), line);
    }

    private String outcomeOf(String requested) {
        String[] parts = requested.split(" ", -1);
        if (requested.endsWith(" has")) {
            return holdingOf(account(parts[0]));
        }
        if (parts[0].equals("after")) {
            return passed(parts);
        }
        words.now(exchange.timeNanos() + 1);
        return ScenarioFormatter.describe(apply(words.command(requested)));
    }

    /** "after 5 hours" lets time pass in silence; "after 5 seconds" also lets happen what is due. */
    private String passed(String[] parts) {
        long units = Long.parseLong(parts[1]);
        if (parts[2].startsWith("hour")) {
            exchange.advance(units * HOUR);
            return "";
        }
        exchange.advance(units * SECOND);
        return ScenarioFormatter.describe(apply(AdvanceTime.ADVANCE_TIME));
    }

    private String holdingOf(AccountId account) {
        BalanceChanged coin = coins.get(account);
        BalanceChanged dollar = dollars.get(account);
        return describe(coin, "coins") + ", " + describe(dollar, "dollars");
    }

    private static String describe(@Nullable BalanceChanged balance, String unit) {
        if (balance == null) {
            return "0 " + unit;
        }
        String held = balance.heldUnits() == 0 ? "" : " (" + balance.heldUnits() + " held)";
        return balance.balanceUnits() + " " + unit + held;
    }

    private AccountId account(String name) {
        AccountId known = names.get(name);
        if (known != null) {
            return known;
        }
        AccountId account =
                switch (name) {
                    case "fees" -> AccountId.feesOf(1);
                    case "outside" -> AccountId.outsideOf(1);
                    case "nobody" -> new AccountId(1, 99_999);
                    default -> new AccountId(1, AccountId.CUSTOMERS_FROM + names.size());
                };
        names.put(name, account);
        if (account.number() >= AccountId.CUSTOMERS_FROM && !name.equals("nobody")) {
            apply(new OpenAccount(account));
            fund(account, COIN, 10_000);
            fund(account, DOLLAR, 1_000_000);
        }
        return account;
    }

    private void fund(AccountId account, AssetId asset, long units) {
        apply(new PostTransfer(new Transfer(
                new TransferId(1, ++transfers),
                AccountId.outsideOf(1),
                account,
                new Amount(asset, units),
                TransferKind.DEPOSIT)));
    }

    private List<Object> apply(Command command) {
        List<Object> answers = exchange.apply(command);
        for (Object answer : answers) {
            if (answer instanceof BalanceChanged balance) {
                (balance.asset().equals(COIN) ? coins : dollars).put(balance.account(), balance);
            }
        }
        return answers;
    }
}
