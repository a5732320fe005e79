package com.flowex.custody.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.ParsedAddress;
import com.flowex.custody.Payment;
import com.flowex.custody.Signed;
import com.flowex.custody.TransactionContents;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.BroadcastResult;
import com.flowex.custody.chain.CannotPayException;
import com.flowex.custody.chain.CannotPayException.Reason;
import com.flowex.custody.chain.Receipt;
import com.flowex.custody.chain.TransactionStatus;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Properties of any network that the wallet relies on. A connector's test extends it with a world of its network. */
public abstract class ChainContract {

    /** The same one for all tests of a class. */
    protected abstract World world();

    private Payer payer() {
        return Payer.next(world());
    }

    @Test
    void anAddressOfAKeyIsReadAsItself() {
        String address = payer().address();
        assertEquals(new ParsedAddress.Valid(address), world().chain().scheme().read(address));
    }

    @Test
    void anAddressOfAnotherNetworkOneTypedWronglyAndNoneAreRefusedWithAReason() {
        String address = payer().address();
        for (String wrong : List.of(world().foreign(), world().mistyped(address), "", " ", address + " ", "x")) {
            var reading = assertInstanceOf(
                    ParsedAddress.Invalid.class, world().chain().scheme().read(wrong), wrong);
            assertFalse(reading.why().isBlank());
        }
    }

    @Test
    void blocksHangTogetherAndThereIsNoneAboveTheTip() {
        world().mine(3);
        Block tip = world().chain().tip();
        Block below = world().chain().block(tip.height() - 1).orElseThrow();
        assertEquals(tip, world().chain().block(tip.height()).orElseThrow());
        assertEquals(below.hash(), tip.parent());
        assertFalse(tip.time().isBefore(below.time()));
        assertTrue(world().chain().block(tip.height() + 1).isEmpty());
    }

    @Test
    void paymentToAnAddressIsSeenOnceAndIsItsBalance() {
        for (Coin coin : world().coins()) {
            String address = payer().address();
            long before = world().chain().tip().height();
            BigInteger units = Payer.units(coin);
            world().fund(address, coin, units);
            List<Receipt> receipts = receiptsOf(address, before + 1);
            assertEquals(1, receipts.size(), coin::toString);
            assertEquals(units, receipts.getFirst().units());
            assertEquals(coin.token(), receipts.getFirst().token());
            assertEquals(units, world().chain().balance(address, coin));
        }
    }

    @Test
    void signedTransactionPaysTheAmountsOfItsBytes() {
        for (Coin coin : world().coins()) {
            Payer payer = payer();
            payer.fund(coin);
            Payer receiver = payer();
            Draft draft = payer.draft(coin, receiver.address(), Set.of());
            TransactionContents contents = world().chain().scheme().contents(draft);
            assertEquals(draft.fee(), contents.fee());
            assertTrue(contents.payments().contains(new Payment(receiver.address(), coin, Payer.units(coin), "")));
            assertTrue(contents.payments().stream()
                    .allMatch(payment -> payment.to().equals(receiver.address())
                            || payment.to().equals(payer.address())));
            BigInteger before = payer.wealth(coin);
            Signed signed = payer.sign(draft);
            assertEquals(signed, payer.sign(draft), "the same draft gives the same bytes");
            assertEquals(new BroadcastResult.Accepted(), world().chain().send(signed));
            world().mine(1);
            TransactionStatus.Mined mined = assertInstanceOf(
                    TransactionStatus.Mined.class, world().chain().status(signed));
            assertTrue(mined.succeeded());
            assertTrue(mined.fee().compareTo(draft.fee()) <= 0);
            assertEquals(Payer.units(coin), world().chain().balance(receiver.address(), coin));
            BigInteger fee = coin.isNative() ? mined.fee() : BigInteger.ZERO;
            assertEquals(before.subtract(Payer.units(coin)).subtract(fee), payer.wealth(coin));
        }
    }

    @Test
    void aTransactionIsUnseenThenWaitsThenIsMinedDeeperAndDeeper() {
        Coin coin = world().coins().getFirst();
        Payer payer = payer();
        payer.fund(coin);
        Signed signed = payer.sign(payer.draft(coin, payer().address(), Set.of()));
        assertEquals(new TransactionStatus.Unseen(), world().chain().status(signed));
        world().chain().send(signed);
        assertEquals(new TransactionStatus.Waiting(), world().chain().status(signed));
        world().mine(1);
        TransactionStatus.Mined first =
                assertInstanceOf(TransactionStatus.Mined.class, world().chain().status(signed));
        assertEquals(1, first.confirmations());
        assertEquals(world().chain().tip(), first.block());
        world().mine(2);
        TransactionStatus.Mined later =
                assertInstanceOf(TransactionStatus.Mined.class, world().chain().status(signed));
        assertEquals(3, later.confirmations());
        assertEquals(first.block(), later.block());
        assertEquals(first.fee(), later.fee());
    }

    @Test
    void sendingAgainChangesNothing() {
        Coin coin = world().coins().getFirst();
        Payer payer = payer();
        payer.fund(coin);
        Payer receiver = payer();
        Signed signed = payer.sign(payer.draft(coin, receiver.address(), Set.of()));
        assertEquals(new BroadcastResult.Accepted(), world().chain().send(signed));
        assertEquals(new BroadcastResult.Accepted(), world().chain().send(signed));
        world().mine(1);
        assertEquals(new BroadcastResult.Accepted(), world().chain().send(signed));
        world().mine(1);
        assertEquals(Payer.units(coin), world().chain().balance(receiver.address(), coin));
    }

    @Test
    void claimedOutputIsNotReusedAndBothPaymentsAreMined() {
        Coin coin = world().coins().getFirst();
        Payer payer = payer();
        payer.fund(coin);
        payer.fund(coin);
        Payer receiver = payer();
        Draft first = payer.draft(coin, receiver.address(), Set.of());
        Draft second = payer.draft(coin, receiver.address(), Set.copyOf(first.claims()));
        Set<String> shared = new HashSet<>(first.claims());
        shared.retainAll(second.claims());
        assertEquals(Set.of(), shared);
        world().chain().send(payer.sign(first));
        world().chain().send(payer.sign(second));
        world().mine(1);
        assertEquals(Payer.units(coin).shiftLeft(1), world().chain().balance(receiver.address(), coin));
    }

    @Test
    void oneOfTwoConflictingPaymentsIsMinedAndTheOtherNeverWillBe() {
        Coin coin = world().coins().getFirst();
        Payer payer = payer();
        payer.fund(coin);
        Payer one = payer();
        Payer two = payer();
        Signed first = payer.sign(payer.draft(coin, one.address(), Set.of()));
        Draft rival = payer.draft(coin, two.address(), Set.of());
        Signed second = payer.sign(rival);
        assertEquals(new BroadcastResult.Accepted(), world().chain().send(first));
        world().mine(1);
        assertInstanceOf(BroadcastResult.Refused.class, world().chain().send(second));
        assertEquals(new TransactionStatus.Unseen(), world().chain().status(second), "what is not final may come back");
        world().mine(world().chain().scheme().network().finality());
        assertEquals(
                new TransactionStatus.Superseded(first.transaction()),
                world().chain().status(second));
        assertEquals(BigInteger.ZERO, world().chain().balance(two.address(), coin));
        assertEquals(Payer.units(coin), world().chain().balance(one.address(), coin));
    }

    @Test
    void aHigherFeeTakesThePlaceOfTheSamePayment() {
        Coin coin = world().coins().getFirst();
        Payer payer = payer();
        payer.fund(coin);
        Payer receiver = payer();
        Draft stuck = payer.draft(coin, receiver.address(), Set.of());
        Signed first = payer.sign(stuck);
        assertEquals(new BroadcastResult.Accepted(), world().chain().send(first));
        Draft higher = world().chain().outbid(stuck, payer.feeMax(coin));
        assertEquals(stuck.claims(), higher.claims());
        assertTrue(higher.fee().compareTo(stuck.fee()) > 0);
        assertEquals(
                new Payment(receiver.address(), coin, Payer.units(coin), ""),
                world().chain().scheme().contents(higher).payments().getFirst());
        Signed second = payer.sign(higher);
        assertNotEquals(first.transaction(), second.transaction());
        assertEquals(new BroadcastResult.Accepted(), world().chain().send(second));
        world().mine(world().chain().scheme().network().finality() + 1);
        assertInstanceOf(TransactionStatus.Mined.class, world().chain().status(second));
        assertEquals(
                new TransactionStatus.Superseded(second.transaction()),
                world().chain().status(first));
        assertEquals(Payer.units(coin), world().chain().balance(receiver.address(), coin));
        assertEquals(
                Reason.FEE_TOO_HIGH,
                assertThrows(CannotPayException.class, () -> world().chain().outbid(stuck, stuck.fee()))
                        .reason());
    }

    @Test
    void cancellationReplacesAPaymentAndPaysOnlyTheSender() {
        for (Coin coin : world().coins()) {
            Payer payer = payer();
            payer.fund(coin);
            Payer receiver = payer();
            BigInteger before = payer.wealth(coin);
            Draft stuck = payer.draft(coin, receiver.address(), Set.of());
            Signed first = payer.sign(stuck);
            assertEquals(new BroadcastResult.Accepted(), world().chain().send(first));
            Draft cancel = world().chain().cancel(stuck, payer.address(), payer.feeMax(coin));
            assertEquals(stuck.claims(), cancel.claims());
            assertTrue(world().chain().scheme().contents(cancel).payments().stream()
                    .allMatch(payment -> payment.to().equals(payer.address())));
            Signed second = payer.sign(cancel);
            assertEquals(new BroadcastResult.Accepted(), world().chain().send(second));
            world().mine(world().chain().scheme().network().finality() + 1);
            TransactionStatus.Mined mined = assertInstanceOf(
                    TransactionStatus.Mined.class, world().chain().status(second));
            assertTrue(mined.succeeded());
            assertEquals(
                    new TransactionStatus.Superseded(second.transaction()),
                    world().chain().status(first));
            assertEquals(BigInteger.ZERO, world().chain().balance(receiver.address(), coin));
            BigInteger fee = coin.isNative() ? mined.fee() : BigInteger.ZERO;
            assertEquals(before.subtract(fee), payer.wealth(coin));
        }
    }

    @Test
    void reorganizationRemovesPaymentsOfItsBlocks() {
        Coin coin = world().coins().getFirst();
        Payer payer = payer();
        payer.fund(coin);
        Payer receiver = payer();
        Signed signed = payer.sign(payer.draft(coin, receiver.address(), Set.of()));
        world().chain().send(signed);
        world().mine(2);
        TransactionStatus.Mined mined =
                assertInstanceOf(TransactionStatus.Mined.class, world().chain().status(signed));
        Block tip = world().chain().tip();
        world().reorg(2);
        assertEquals(tip.height() + 1, world().chain().tip().height());
        assertTrue(world().chain().receipts(mined.block()).isEmpty());
        assertNotEquals(
                mined.block(), world().chain().block(mined.block().height()).orElseThrow());
        if (world().chain().status(signed) instanceof TransactionStatus.Mined again) {
            assertNotEquals(mined.block(), again.block());
        }
        world().chain().send(signed);
        world().mine(1);
        assertInstanceOf(TransactionStatus.Mined.class, world().chain().status(signed));
        assertEquals(Payer.units(coin), world().chain().balance(receiver.address(), coin));
    }

    @Test
    void unpayableDraftIsRefusedBeforeSigning() {
        for (Coin coin : world().coins()) {
            Payer poor = payer();
            String to = payer().address();
            assertEquals(
                    Reason.TOO_LITTLE,
                    assertThrows(CannotPayException.class, () -> poor.draft(coin, to, Set.of()))
                            .reason());
            poor.fund(coin);
            assertEquals(
                    Reason.FEE_TOO_HIGH,
                    assertThrows(CannotPayException.class, () -> poor.draft(coin, to, BigInteger.ONE, Set.of()))
                            .reason());
        }
    }

    @Test
    void aDraftThatWasChangedIsNotSigned() {
        Coin coin = world().coins().getFirst();
        Payer payer = payer();
        payer.fund(coin);
        Draft draft = payer.draft(coin, payer().address(), Set.of());
        String half = draft.body().substring(0, draft.body().length() / 4 * 2);
        for (String body : List.of("", "00", half, "zz", draft.body() + "00")) {
            Draft broken = new Draft(draft.network(), draft.claims(), draft.signers(), draft.fee(), body);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> world().chain().scheme().contents(broken));
            assertThrows(IllegalArgumentException.class, () -> payer.sign(broken));
        }
        Draft foreignClaim = new Draft(draft.network(), List.of("x"), draft.signers(), draft.fee(), draft.body());
        assertThrows(IllegalArgumentException.class, () -> payer.sign(foreignClaim));
        KeyPath other = KeyPath.deposit(1, 77);
        Draft foreignKey = new Draft(draft.network(), draft.claims(), List.of(other), draft.fee(), draft.body());
        assertThrows(IllegalArgumentException.class, () -> payer.sign(foreignKey));
    }

    @Test
    void aMessageIsSignedByItsAddressAlone() {
        Payer payer = payer();
        var scheme = world().chain().scheme();
        String signature = scheme.signMessage("reserves at 42 \u2713", payer.path(), world().keys());
        assertTrue(scheme.isSigned("reserves at 42 \u2713", payer.address(), signature));
        assertFalse(scheme.isSigned("reserves at 43 \u2713", payer.address(), signature));
        assertFalse(scheme.isSigned("reserves at 42 \u2713", payer().address(), signature));
        assertFalse(scheme.isSigned("reserves at 42 \u2713", world().foreign(), signature));
        for (String wrong : List.of("", "0x", "AAAA", signature.substring(2), signature + "00")) {
            assertFalse(scheme.isSigned("reserves at 42 \u2713", payer.address(), wrong), wrong);
        }
    }

    private List<Receipt> receiptsOf(String address, long from) {
        List<Receipt> found = new ArrayList<>();
        for (long height = from; height <= world().chain().tip().height(); height++) {
            Block block = world().chain().block(height).orElseThrow();
            world().chain().receipts(block).orElseThrow().stream()
                    .filter(receipt -> receipt.to().equals(address))
                    .forEach(found::add);
        }
        return found;
    }
}
