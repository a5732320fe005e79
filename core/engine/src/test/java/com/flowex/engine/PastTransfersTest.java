package com.flowex.engine;

import static com.flowex.engine.MoneyScenario.scenario;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.market.Asset;
import com.flowex.domain.state.ForgottenTransfersState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By rules 4 what came of a transfer leaves the exchange's memory, and its id never moves money again. */
class PastTransfersTest {

    /** Failure 6. */
    @Test
    void anIdPaysOnceHoweverLateWhetherItSaysItsTimeOrNot() {
        scenario("""
                adopts 4                     |
                outside pays ada 100 as 1    | paid 100
                outside pays ada 10 as now2  | paid 10
                nobody pays ada 10 as 3      | unknown_account
                after 29 days                |
                outside pays ada 100 as 1    | again done
                outside pays ada 10 as now2  | again done
                nobody pays ada 10 as 3      | again unknown_account
                after 3 days                 |
                outside pays ada 100 as 1    | transfer_id_expired
                outside pays ada 100 as 1    | transfer_id_expired
                outside pays ada 10 as now2  | transfer_id_expired
                outside pays ada 10 as 3     | transfer_id_expired
                after 1000 days              |
                outside pays ada 100 as 1    | transfer_id_expired
                outside pays ada 10 as now2  | transfer_id_expired
                ada has                      | 110
                """);
    }

    /** A first request with an id that says so old a time cannot be distinguished from a repeated one. */
    @Test
    void anIdThatSaysAnOldTimeIsNotNewAndIsNotRemembered() {
        scenario("""
                adopts 4                                            |
                outside pays ada 100 as old1                        | transfer_id_expired
                outside pays ada 9 as 2 then ada pays bob 1 as old3 | transfer_id_expired
                outside pays ada 9 as 2 then ada pays bob 1 as old3 | transfer_id_reused
                outside pays ada 9 as 2                             | transfer_id_reused
                outside pays ada 1 as now4                          | paid 1
                ada has                                             | 1
                """);
    }

    @Test
    void earlierRulesForgetNoTransferAndAgesStartAtAdoption() {
        scenario("""
                adopts 3                     |
                outside pays ada 100 as 1    | paid 100
                outside pays ada 100 as old2 | paid 100
                after 400 days               |
                outside pays ada 100 as 1    | again done
                adopts 4                     |
                after 29 days                |
                outside pays ada 100 as 1    | again done
                outside pays ada 100 as old2 | again done
                after 2 days                 |
                outside pays ada 100 as 1    | transfer_id_expired
                outside pays ada 100 as old2 | transfer_id_expired
                """);
    }

    /** An entry that holds money stays until it is over, and for a month after that. */
    @Test
    void anOpenReservationStaysAndIsPostedOnce() {
        scenario("""
                adopts 4                                               |
                outside pays ada 100 as 1                              | paid 100
                ada reserves bob 10 as 2 then ada reserves bob 20 as 3 | reserved 10, reserved 20
                after 100 days                                         |
                ada reserves bob 10 as 2 then ada reserves bob 20 as 3 | transfer_id_expired
                ada reserves bob 10 as 2                               | transfer_id_expired
                ada has                                                | 100 (30 held)
                post 2 as 4                                            | posted 10
                post 2 as 4                                            | again done
                after 29 days                                          |
                post 2 as 5                                            | reservation_posted
                post 2 as 4                                            | again done
                after 70 days                                          |
                post 2 as 6                                            | reservation_posted
                post 2 as 4                                            | transfer_id_expired
                after 31 days                                          |
                post 2 as 8                                            | transfer_id_expired
                void 3 as 7                                            | voided 20
                ada has                                                | 90
                bob has                                                | 10
                """);
    }

    /** Failure 8. */
    @Test
    void aReservationThatWasKeptExpiresAtItsTime() {
        scenario("""
                adopts 4                                  |
                outside pays ada 100 as 1                 | paid 100
                ada reserves bob 10 as 2 for 8640000      | reserved 10
                after 99 days                             |
                ada has                                   | 100 (10 held)
                after 1 days                              | expired 10
                ada has                                   | 100
                void 2 as 3                               | reservation_expired
                after 100 days                            |
                void 2 as 4                               | reservation_expired
                after 31 days                             |
                void 2 as 5                               | transfer_id_expired
                """);
    }

    @Test
    void aChainIsForgottenWhole() {
        scenario("""
                adopts 4                                                                  |
                outside pays ada 9 as 1 then ada pays bob 5 as 2 then ada pays cyd 4 as 3 | paid 9, paid 5, paid 4
                after 31 days                                                             |
                outside pays ada 9 as 1 then ada pays bob 5 as 2 then ada pays cyd 4 as 3 | transfer_id_expired
                outside pays ada 9 as 4 then ada pays bob 5 as 2                          | transfer_id_expired
                outside pays ada 9 as 4 then ada pays bob 5 as 2                          | transfer_id_reused
                outside pays ada 9 as 4                                                   | transfer_id_reused
                ada has                                                                   | 0
                """);
    }

    /** A reservation that was kept stands behind whatever was asked for last, and is no part of it. */
    @Test
    void retainedReservationIsNoPartOfTheChainBeforeIt() {
        scenario("""
                adopts 4                                          |
                outside pays ada 100 as 1                         | paid 100
                ada reserves bob 10 as 2                          | reserved 10
                void 2 as 3                                       | voided 10
                after 29 days                                     |
                ada pays bob 1 as 4 then ada reserves bob 10 as 2 | transfer_id_reused
                after 2 days                                      |
                ada pays bob 1 as 4 then ada reserves bob 10 as 2 | transfer_id_reused
                ada has                                           | 100
                """);
    }

    private static final long DAY = 86_400_000_000_000L;
    private static final AccountId ADA = new AccountId(1, AccountId.CUSTOMERS_FROM);

    private final Exchange exchange = new Exchange();
    private long timeNanos = 20_000 * DAY;
    private int ids;

    private void apply(Command command) {
        exchange.apply(command, ++timeNanos, new Recorder());
    }

    private void begin() {
        apply(new AdoptRules(RulesVersion.NEWEST));
        apply(new ListAsset(new Asset(1, new AssetId(1), "USD", new Scale(0), 1_000_000)));
        apply(new OpenAccount(ADA));
    }

    private void pay(int times, boolean isDated) {
        for (int i = 0; i < times; i++) {
            TransferId id = isDated ? TransferId.dated(timeNanos / 1_000_000, ++ids) : new TransferId(7, ++ids);
            Amount amount = new Amount(new AssetId(1), 1);
            apply(new PostTransfer(new Transfer(id, AccountId.outsideOf(1), ADA, amount, TransferKind.DEPOSIT)));
        }
    }

    private List<StateRecord> records() {
        return Replays.recordsOf(exchange);
    }

    /** Issue 14: what is written, and so the pause, does not grow with the exchange's age. */
    @Test
    void forgottenIdsThatSayTheirTimeLeaveNoRecordAndOthersEightBytes() {
        begin();
        int empty = records().size();
        pay(1_000, true);
        int busy = records().size();
        for (int month = 0; month < 5; month++) {
            timeNanos += 31 * DAY;
            pay(1_000, true);
            assertEquals(busy, records().size());
        }
        pay(1_000, false);
        timeNanos += 31 * DAY;
        for (int i = 0; i < 16; i++) {
            apply(AdvanceTime.ADVANCE_TIME);
        }

        long prints = records().stream()
                .mapToLong(piece -> piece instanceof ForgottenTransfersState(long[] some) ? some.length : 0)
                .sum();
        assertEquals(1_000, prints);
        int full = ForgottenTransfersState.PRINTS_MAX;
        // Two balances have come since.
        assertEquals(empty + 2 + (1_000 + full - 1) / full, records().size());
    }

    /** No command pays for many: 128 and the rest of a chain leave with each, more than can come with it. */
    @Test
    void aBoundedNumberLeavesWithEachCommand() {
        begin();
        pay(1_000, true);
        int busy = records().size();
        timeNanos += 31 * DAY;

        apply(AdvanceTime.ADVANCE_TIME);

        assertEquals(busy - 128, records().size());
    }
}
