package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Closes finding D1 in the engine: an account's number may be given out again, the account is not. */
class AccountOwnersTest {

    private static final AccountId ACCOUNT = new AccountId(1, 1_001);
    private static final AccountId OUTSIDE = AccountId.outsideOf(2);
    private static final OwnerId ADA = new OwnerId(1, 0);
    private static final OwnerId BOB = new OwnerId(0, 1);

    private Exchange exchange = new Exchange();

    private List<Object> answerTo(Command command) {
        Recorder recorder = new Recorder();
        exchange.apply(command, 1, recorder);
        return recorder.take();
    }

    private void refused(RejectReason reason, Command command) {
        List<StateRecord> before = stateButCounters();
        assertEquals(List.of(new ListingRejected(ACCOUNT.tenant(), reason)), answerTo(command));
        assertEquals(before, stateButCounters());
    }

    private List<StateRecord> stateButCounters() {
        List<StateRecord> records = new ArrayList<>();
        exchange.writeState(records::add);
        records.removeIf(Counters.class::isInstance);
        return records;
    }

    /** Everything that follows is asked of a copy that was restored from a snapshot. */
    private void restart() {
        Exchange.Restorer restorer = Exchange.restorer();
        long digest = exchange.writeState(restorer);
        exchange = restorer.restored();
        assertEquals(digest, exchange.digest());
    }

    @Test
    void accountBelongsToItsOwnerOnly() {
        assertEquals(
                List.of(new AccountOpened(ACCOUNT, false), new AccountBound(ACCOUNT, ADA)),
                answerTo(new OpenOwnedAccount(ACCOUNT, ADA)));
        restart();

        assertEquals(List.of(), answerTo(new OpenOwnedAccount(ACCOUNT, ADA)));
        refused(RejectReason.ACCOUNT_TAKEN, new OpenOwnedAccount(ACCOUNT, BOB));
        refused(RejectReason.ACCOUNT_TAKEN, new OpenAccount(ACCOUNT));
        assertEquals(List.of(), answerTo(new OpenOwnedAccount(ACCOUNT, ADA)));
    }

    @Test
    void accountWithoutAnOwnerIsNotGivenToARequester() {
        answerTo(new OpenAccount(ACCOUNT));
        restart();

        assertEquals(List.of(), answerTo(new OpenAccount(ACCOUNT)));
        refused(RejectReason.ACCOUNT_TAKEN, new OpenOwnedAccount(ACCOUNT, BOB));
    }

    @Test
    void anAccountIsBoundOnlyIfItIsStillWhoseItIsThoughtToBe() {
        answerTo(new OpenAccount(ACCOUNT));

        assertEquals(List.of(new AccountBound(ACCOUNT, ADA)), answerTo(new BindAccount(ACCOUNT, null, ADA)));
        restart();
        assertEquals(List.of(), answerTo(new BindAccount(ACCOUNT, null, ADA)));
        refused(RejectReason.ACCOUNT_TAKEN, new BindAccount(ACCOUNT, null, BOB));
        refused(RejectReason.ACCOUNT_TAKEN, new BindAccount(ACCOUNT, new OwnerId(9, 9), BOB));
        assertEquals(List.of(new AccountBound(ACCOUNT, BOB)), answerTo(new BindAccount(ACCOUNT, ADA, BOB)));
        refused(RejectReason.ACCOUNT_TAKEN, new OpenOwnedAccount(ACCOUNT, ADA));
        refused(RejectReason.UNKNOWN_ACCOUNT, new BindAccount(new AccountId(1, 1_002), null, ADA));
    }

    @Test
    void theOutsideWorldOfATenantIsItsOwnersAndMayOwe() {
        assertEquals(
                List.of(new AccountOpened(OUTSIDE, true), new AccountBound(OUTSIDE, ADA)),
                answerTo(new OpenOwnedAccount(OUTSIDE, ADA)));
        assertEquals(
                List.of(new ListingRejected(2, RejectReason.ACCOUNT_TAKEN)),
                answerTo(new OpenOwnedAccount(OUTSIDE, BOB)));
    }

    @Test
    void ownerOfAnAccountIsPartOfTheDigest() {
        answerTo(new OpenOwnedAccount(ACCOUNT, ADA));
        long adas = exchange.digest();
        exchange = new Exchange();
        answerTo(new OpenOwnedAccount(ACCOUNT, BOB));

        assertNotEquals(adas, exchange.digest());
    }
}
