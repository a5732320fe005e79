package com.flowex.p2p.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.TransferStep;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.p2p.rule.EscrowSettlement.Escrow;
import com.flowex.p2p.rule.TradeState.WaitsFor;
import com.flowex.p2p.rule.TradeTable.Cell;
import com.flowex.p2p.rule.TradeTable.Settlement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Goal: the table of a trade is the one that people read, and no row of it takes money from the wrong side. */
class TradeTableTest {

    private static final Path PAGE = Path.of("../../docs/p2p.md");

    private static String row(Cell cell) {
        String end = cell.settlement() == Settlement.NONE
                ? ""
                : cell.settlement().name().toLowerCase(Locale.ROOT);
        return String.join(
                "|",
                cell.state().label(),
                cell.message().label(),
                cell.role().label(),
                cell.next().label(),
                end);
    }

    @Test
    void thePageHasTheSameRows() throws IOException {
        List<String> page = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| state | message | role"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> String.join(
                        "|",
                        Arrays.stream(line.split("\\|", -1))
                                .skip(1)
                                .limit(5)
                                .map(String::strip)
                                .toList()))
                .toList();

        assertEquals(TradeTable.CELLS.stream().map(TradeTableTest::row).toList(), page);
    }

    @Test
    void everyCombinationHasOneRowOrIsRefused() {
        Set<String> seen = new HashSet<>();
        for (TradeState state : TradeState.values()) {
            for (TradeMessage message : TradeMessage.values()) {
                for (TradeRole role : TradeRole.values()) {
                    Optional<Cell> found = TradeTable.find(state, message, role);
                    List<Cell> listed = TradeTable.CELLS.stream()
                            .filter(cell -> cell.state() == state && cell.message() == message && cell.role() == role)
                            .toList();
                    assertTrue(listed.size() <= 1, () -> state + " " + message + " " + role);
                    assertEquals(listed.stream().findFirst(), found);
                    found.ifPresent(cell -> seen.add(row(cell)));
                }
            }
        }
        assertEquals(TradeTable.CELLS.size(), seen.size());
    }

    /** A late payment may re-open an expired trade; nothing else changes an ended one. */
    @Test
    void anEndedTradeHasNoRowAndEveryOtherStateHasAWayOut() {
        for (TradeState state : TradeState.values()) {
            List<Cell> rows = TradeTable.CELLS.stream()
                    .filter(cell -> cell.state() == state)
                    .toList();
            if (state == TradeState.EXPIRED) {
                assertEquals(
                        List.of(TradeMessage.REOPEN),
                        rows.stream().map(Cell::message).toList());
                assertEquals(Settlement.NONE, rows.getFirst().settlement());
            } else {
                assertEquals(state.hasEnded(), rows.isEmpty(), state::label);
            }
        }
    }

    /** Every state that has not ended has a live timer, or a posting; moderators have a list and a service level. */
    @Test
    void everyTradeStateHasARowForItsTimerOrRole() {
        for (TradeState state : TradeState.values()) {
            Set<TradeRole> roles = EnumSet.noneOf(TradeRole.class);
            TradeTable.CELLS.stream().filter(cell -> cell.state() == state).forEach(cell -> roles.add(cell.role()));
            boolean hasClock = state.waitsFor() == WaitsFor.CLOCK || state.waitsFor() == WaitsFor.MODERATORS;
            assertEquals(hasClock, roles.contains(TradeRole.CLOCK), state::label);
            assertEquals(state.waitsFor() == WaitsFor.LEDGER, roles.contains(TradeRole.LEDGER), state::label);
            assertEquals(state.waitsFor() == WaitsFor.MODERATORS, roles.contains(TradeRole.MODERATOR), state::label);
        }
    }

    @Test
    void theSellerTakesNothingBackAloneAndTheClockReturnsNothingAfterPayment() {
        for (Cell cell : TradeTable.CELLS) {
            if (cell.settlement() != Settlement.NONE) {
                boolean isAgreed = cell.message() == TradeMessage.AGREE_PART && cell.settlement() == Settlement.PART;
                boolean isAccepted = cell.message() == TradeMessage.CONCLUDE
                        && cell.settlement() == Settlement.DECISION
                        && cell.state() == TradeState.DECIDED;
                boolean isRight =
                        switch (cell.role()) {
                            case SELLER -> isAgreed || isAccepted || cell.settlement() == Settlement.RELEASE;
                            case BUYER -> isAgreed || isAccepted || cell.settlement() == Settlement.CANCEL;
                            case MODERATOR -> cell.settlement() == Settlement.DECISION;
                            case CLOCK ->
                                cell.state() == TradeState.AWAITING_PAYMENT
                                        ? cell.settlement() == Settlement.EXPIRE
                                        : cell.state() == TradeState.DECIDED
                                                && cell.settlement() == Settlement.DECISION;
                            case LEDGER -> false;
                        };
                assertTrue(isRight, () -> row(cell));
                assertTrue(cell.state().isReserved(), () -> row(cell));
                assertEquals(TradeState.SETTLING, cell.next());
            }
        }
    }

    @Test
    void aTradeThatIsOpenedAgainReservesUnderOtherIds() {
        UUID trade = new UUID(1, 2);
        AccountId seller = new AccountId(1, 1_001);
        AccountId buyer = new AccountId(1, 1_002);
        Escrow escrow = new Escrow(1_000, 7);
        Set<TransferId> ids = new HashSet<>();
        for (int round = 1; round <= 3; round++) {
            EscrowSteps steps = new EscrowSteps(trade, seller, buyer, new AssetId(1), escrow, round);
            Stream.concat(steps.reserve().stream(), steps.settle(EscrowSettlement.released(escrow), 0).stream())
                    .map(TransferStep::id)
                    .forEach(ids::add);
        }

        assertEquals(12, ids.size());
    }

    @Test
    void amountsOfAnEndComeFromTheEscrow() {
        Escrow escrow = new Escrow(1_000, 7);

        assertEquals(new EscrowSettlement(TradeState.RELEASED, 1_000, 7), EscrowSettlement.released(escrow));
        assertEquals(new EscrowSettlement(TradeState.EXPIRED, 0, 0), EscrowSettlement.returned(TradeState.EXPIRED));
        assertEquals(new EscrowSettlement(TradeState.SPLIT, 500, 3), EscrowSettlement.split(escrow, 500));
        Escrow huge = new Escrow(Long.MAX_VALUE, Long.MAX_VALUE / 2);
        assertEquals(
                new EscrowSettlement(TradeState.SPLIT, Long.MAX_VALUE - 1, Long.MAX_VALUE / 2 - 1),
                EscrowSettlement.split(huge, Long.MAX_VALUE - 1));
        assertThrows(IllegalArgumentException.class, () -> EscrowSettlement.split(escrow, 1_000));
        assertThrows(IllegalArgumentException.class, () -> EscrowSettlement.split(escrow, 0));
    }

    @Test
    void aFloatingPriceStaysALong() {
        assertEquals(OptionalLong.of(101_000_000L), OfferPrice.floating(100_000_000L, 100));
        assertEquals(OptionalLong.of(50_000_000L), OfferPrice.floating(100_000_000L, -5_000));
        assertEquals(OptionalLong.empty(), OfferPrice.floating(Long.MAX_VALUE, 1));
        assertEquals(OptionalLong.empty(), OfferPrice.floating(0, 100));
    }
}
