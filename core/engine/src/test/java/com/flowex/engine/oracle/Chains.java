package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.account.TransferStep.Post;
import com.flowex.domain.account.TransferStep.PostReserved;
import com.flowex.domain.account.TransferStep.Reserve;
import com.flowex.domain.account.TransferStep.VoidReserved;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.ShortfallBooked;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.state.ReservationState.ReservationStatus;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Section 7, chains of transfers: each step is done as it comes; if one is refused, all before it are undone. */
final class Chains {

    /** A step that was asked for before: in which chain, and what that chain was answered. */
    record KnownStep(List<TransferStep> chain, FirstAnswer answer) {}

    /** Money set aside. */
    static final class Reservation {
        final Transfer transfer;
        /** 0: never. */
        final long expires;

        ReservationStatus reservation = ReservationStatus.OPEN;

        Reservation(Transfer transfer, long expires) {
            this.transfer = transfer;
            this.expires = expires;
        }
    }

    private final World world;
    private final Money money;
    private final PastTransfers past;
    private final Lending lending;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Event> done = new ArrayList<>();

    Chains(World world, Money money, PastTransfers past, Lending lending) {
        this.world = world;
        this.money = money;
        this.past = past;
        this.lending = lending;
    }

    void post(List<TransferStep> chain) {
        TransferId first = chain.getFirst().id();
        KnownStep known = world.transfers.get(first);
        if (past.isExpired(first)) {
            world.say(new TransferRejected(first, RejectReason.TRANSFER_ID_EXPIRED));
            return;
        }
        if (known != null) {
            boolean isSame = known.chain.equals(chain)
                    && chain.stream().allMatch(step -> isPartOf(chain, world.transfers.get(step.id())));
            world.say(isSame ? known.answer : new TransferRejected(first, RejectReason.TRANSFER_ID_REUSED));
            return;
        }
        undo.clear();
        done.clear();
        Set<World.AccountAsset> changedBefore = new LinkedHashSet<>(world.changed);
        for (TransferStep step : chain) {
            RejectReason refusal = refusalOf(step, chain);
            if (refusal != null) {
                undo.forEach(Runnable::run);
                world.changed = changedBefore;
                refuse(chain, step, refusal);
                return;
            }
        }
        accept(chain);
    }

    /** Refusal of a loan by an order: all is done as by a step, and undone. */
    @Nullable
    RejectReason refusalOfLoan(Transfer loan) {
        Set<World.AccountAsset> changedBefore = new LinkedHashSet<>(world.changed);
        undo.clear();
        Post step = new Post(loan);
        RejectReason refusal = refusalOf(step, List.of(step));
        undo.forEach(Runnable::run);
        done.clear();
        world.changed = changedBefore;
        return refusal;
    }

    /** Does a loan by an order, which is not refused and whose id is not remembered. */
    void lend(Transfer loan) {
        done.clear();
        post(loan);
        done.forEach(world::say);
    }

    private static boolean isPartOf(List<TransferStep> chain, @Nullable KnownStep known) {
        return known != null && known.chain.equals(chain);
    }

    private void refuse(List<TransferStep> chain, TransferStep refused, RejectReason reason) {
        KnownStep known = new KnownStep(chain, new FirstAnswer.Refused(reason));
        List<TransferId> ids = chain.stream()
                .map(TransferStep::id)
                .filter(id -> !world.transfers.containsKey(id) && !past.isExpired(id))
                .toList();
        ids.forEach(id -> world.transfers.put(id, known));
        past.repeat(ids);
        world.say(new TransferRejected(refused.id(), reason));
    }

    private void accept(List<TransferStep> chain) {
        FirstAnswer answer = new FirstAnswer.Posted(world.sequence + 1);
        List<TransferId> ids = chain.stream().map(TransferStep::id).toList();
        ids.forEach(id -> world.transfers.put(id, new KnownStep(chain, answer)));
        past.repeat(ids);
        done.forEach(world::say);
    }

    /** Does the step, or says why not. */
    private @Nullable RejectReason refusalOf(TransferStep step, List<TransferStep> chain) {
        if (past.isExpired(step.id())) {
            return RejectReason.TRANSFER_ID_EXPIRED;
        }
        if (world.transfers.containsKey(step.id())) {
            return RejectReason.TRANSFER_ID_REUSED;
        }
        return switch (step) {
            case Post(Transfer transfer) -> {
                RejectReason refusal = refusalOf(transfer, chain, false);
                yield refusal != null ? refusal : post(transfer);
            }
            case Reserve(Transfer transfer, long timeout) -> {
                RejectReason refusal = refusalOf(transfer, chain, true);
                yield refusal != null ? refusal : reserve(transfer, timeout);
            }
            case PostReserved posting -> {
                RejectReason refusal = refusalOf(posting.pending(), posting.units(), chain);
                yield refusal != null ? refusal : postReserved(posting);
            }
            case VoidReserved voiding -> {
                RejectReason refusal = refusalOf(voiding.pending(), PostReserved.ALL, chain);
                yield refusal != null ? refusal : voidReserved(voiding);
            }
        };
    }

    private @Nullable RejectReason refusalOf(Transfer transfer, List<TransferStep> chain, boolean reserves) {
        Asset asset = world.assets.get(transfer.amount().asset());
        if (asset == null) {
            return RejectReason.UNKNOWN_ASSET;
        }
        if (!world.accounts.containsKey(transfer.from()) || !world.accounts.containsKey(transfer.to())) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        boolean isOfOne = transfer.from().tenant() == asset.tenant()
                && transfer.to().tenant() == asset.tenant()
                && isOfTheChain(asset.tenant(), chain);
        if (!isOfOne) {
            return RejectReason.OTHER_TENANT;
        }
        RejectReason refusal = refusalOfIsolated(transfer.from(), transfer.to(), asset.id());
        refusal = refusal == null ? refusalOfIsolated(transfer.to(), transfer.from(), asset.id()) : refusal;
        refusal = refusal == null ? lending.refusalBefore(transfer, reserves) : refusal;
        if (refusal != null) {
            return refusal;
        }
        Account from = account(transfer.from());
        boolean isShort = money.available(from, asset.id()).compareTo(units(transfer)) < 0;
        return isShort && !from.mayOwe ? RejectReason.INSUFFICIENT_FUNDS : null;
    }

    /** Section 13: money of an isolated account, and what it may be. */
    private @Nullable RejectReason refusalOfIsolated(AccountId id, AccountId other, AssetId asset) {
        if (account(id).main().id.equals(id)) {
            return null;
        }
        if (!other.equals(id.main()) && other.number() != AccountId.LENDING && other.number() != AccountId.INSURANCE) {
            return RejectReason.ISOLATED_ACCOUNT;
        }
        Market market = Objects.requireNonNull(world.market(id.tenant(), id.isolatedMarket()));
        return asset.equals(market.base()) || asset.equals(market.quote()) ? null : RejectReason.ISOLATED_MARKET;
    }

    private @Nullable RejectReason refusalOf(TransferId pending, long units, List<TransferStep> chain) {
        Reservation reservation = world.reservations.get(pending);
        if (reservation == null) {
            return past.isExpired(pending) ? RejectReason.TRANSFER_ID_EXPIRED : RejectReason.RESERVATION_UNKNOWN;
        }
        if (!isOfTheChain(reservation.transfer.from().tenant(), chain)) {
            return RejectReason.OTHER_TENANT;
        }
        if (reservation.reservation == ReservationStatus.OPEN
                && reservation.expires != 0
                && reservation.expires <= world.now) {
            return RejectReason.RESERVATION_EXPIRED;
        }
        return switch (reservation.reservation) {
            case POSTED -> RejectReason.RESERVATION_POSTED;
            case VOIDED -> RejectReason.RESERVATION_VOIDED;
            case EXPIRED -> RejectReason.RESERVATION_EXPIRED;
            case OPEN ->
                units != PostReserved.ALL
                                && units > reservation.transfer.amount().units()
                        ? RejectReason.EXCEEDS_RESERVATION
                        : null;
        };
    }

    /** The chain's tenant is that of its first step, which has been asked first. */
    private boolean isOfTheChain(int tenant, List<TransferStep> chain) {
        return switch (chain.getFirst()) {
            case Post post -> post.transfer().from().tenant() == tenant;
            case Reserve reserve -> reserve.transfer().from().tenant() == tenant;
            case PostReserved posting -> tenantOf(posting.pending()) == tenant;
            case VoidReserved voiding -> tenantOf(voiding.pending()) == tenant;
        };
    }

    private int tenantOf(TransferId pending) {
        return Objects.requireNonNull(world.reservations.get(pending))
                .transfer
                .from()
                .tenant();
    }

    private @Nullable RejectReason post(Transfer transfer) {
        move(transfer, units(transfer));
        done.add(new TransferPosted(transfer));
        changeDebt(transfer);
        return refusalAfter(transfer);
    }

    private @Nullable RejectReason reserve(Transfer transfer, long timeout) {
        boolean isForEver = timeout > Long.MAX_VALUE - world.now;
        long expires = timeout == 0 ? 0 : isForEver ? Long.MAX_VALUE : world.now + timeout;
        Reservation reservation = new Reservation(transfer, expires);
        world.reservations.put(transfer.id(), reservation);
        world.openReservations.add(reservation);
        world.change(account(transfer.from()), transfer.amount().asset());
        undo.push(() -> {
            world.reservations.remove(transfer.id());
            world.openReservations.remove(reservation);
        });
        done.add(new TransferReserved(transfer, expires));
        return refusalAfter(transfer);
    }

    private @Nullable RejectReason refusalAfter(Transfer transfer) {
        RejectReason refusal = refusalForSupply(transfer);
        return refusal != null ? refusal : lending.refusalAfter(transfer);
    }

    private void changeDebt(Transfer transfer) {
        for (AccountId id : List.of(transfer.from(), transfer.to())) {
            Map<AssetId, Lending.Debt> debts = account(id).debts;
            Map<AssetId, Lending.Debt> before = Map.copyOf(debts);
            undo.push(() -> {
                debts.clear();
                debts.putAll(before);
            });
        }
        done.addAll(lending.change(transfer));
        book(transfer.from(), transfer.to(), transfer.amount());
    }

    private @Nullable RejectReason postReserved(PostReserved posting) {
        Reservation reservation = end(posting.pending(), ReservationStatus.POSTED);
        Transfer reserved = reservation.transfer;
        long units = Math.min(posting.units(), reserved.amount().units());
        move(reserved, Money.big(units));
        done.add(new ReservedPosted(
                posting.id(), reserved, new Amount(reserved.amount().asset(), units)));
        book(reserved.from(), reserved.to(), new Amount(reserved.amount().asset(), units));
        return null;
    }

    /** Money from the insurance account to the lending account pays recorded shortfalls first. */
    private void book(AccountId from, AccountId to, Amount amount) {
        Lending.Lent lent = world.lent.get(amount.asset());
        boolean isForPool = from.number() == AccountId.INSURANCE && to.number() == AccountId.LENDING;
        if (!isForPool || lent == null || lent.shortfall.signum() == 0) {
            return;
        }
        BigInteger before = lent.shortfall;
        BigInteger booked = before.min(Money.big(amount.units()));
        lent.shortfall = before.subtract(booked);
        undo.push(() -> lent.shortfall = before);
        done.add(new ShortfallBooked(
                to.tenant(), new Amount(amount.asset(), booked.longValueExact()), lent.shortfall.longValueExact()));
    }

    private @Nullable RejectReason voidReserved(VoidReserved voiding) {
        Reservation reservation = end(voiding.pending(), ReservationStatus.VOIDED);
        done.add(new ReservedVoided(voiding.id(), reservation.transfer));
        return null;
    }

    private Reservation end(TransferId pending, ReservationStatus status) {
        Reservation reservation = Objects.requireNonNull(world.reservations.get(pending));
        end(reservation, status);
        undo.push(() -> {
            reservation.reservation = ReservationStatus.OPEN;
            world.openReservations.add(reservation);
        });
        return reservation;
    }

    private void end(Reservation reservation, ReservationStatus status) {
        reservation.reservation = status;
        world.openReservations.remove(reservation);
        world.change(
                account(reservation.transfer.from()),
                reservation.transfer.amount().asset());
    }

    /** Its time came. */
    void expire(Reservation reservation) {
        end(reservation, ReservationStatus.EXPIRED);
        world.say(new ReservedExpired(reservation.transfer));
    }

    private void move(Transfer transfer, BigInteger units) {
        Account from = account(transfer.from());
        Account to = account(transfer.to());
        money.move(from, to, transfer.amount().asset(), units);
        undo.push(() -> money.move(to, from, transfer.amount().asset(), units));
    }

    private @Nullable RejectReason refusalForSupply(Transfer transfer) {
        Asset asset = world.asset(transfer.amount().asset());
        BigInteger most = Money.big(asset.supplyWhole())
                .multiply(BigInteger.TEN.pow(asset.scale().places()))
                .multiply(Money.big(Asset.SUPPLY_HEADROOM));
        boolean isExceeded = money.owed(asset.id()).compareTo(most) > 0;
        return isExceeded ? RejectReason.SUPPLY_EXCEEDED : null;
    }

    private static BigInteger units(Transfer transfer) {
        return Money.big(transfer.amount().units());
    }

    private Account account(AccountId id) {
        return Objects.requireNonNull(world.accounts.get(id));
    }
}
