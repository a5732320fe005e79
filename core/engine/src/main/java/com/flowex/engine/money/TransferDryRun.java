package com.flowex.engine.money;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.market.Asset;
import com.flowex.domain.state.ReservationState.ReservationStatus;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.ids.TransferIds;
import com.flowex.engine.layout.IntPair;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.market.Assets;
import com.flowex.engine.market.Market;
import com.flowex.engine.market.Markets;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.Reservations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dry run of the steps of a chain, one after the other. The steps are done only when all are valid, so a refused chain
 * leaves no traces to remove.
 *
 * <p>It reads only the state and its own sums. These are the changes by earlier steps to each account's available money
 * and to the debt of accounts that may owe. A chain has 100 steps at most, so the sums are searched one by one.
 */
public final class TransferDryRun {

    private final Accounts accounts;
    private final Assets assets;
    private final Markets markets;
    private final Ledger ledger;
    private final TransferIds ids;
    private final Reservations reservations;
    private final Lending lending;
    private final LendingDryRun debts;

    private final List<TransferStep> steps = new ArrayList<>();
    private final Sums available = new Sums();
    private final Sums sums = new Sums();
    private int tenant;
    private long nowNanos;

    TransferDryRun(ExchangeState state, Lending lending) {
        this.accounts = state.accounts;
        this.assets = state.assets;
        this.markets = state.markets;
        this.ledger = state.ledger;
        this.ids = state.transfers;
        this.reservations = state.reservations;
        this.lending = lending;
        this.debts = new LendingDryRun(state, (account, asset) -> available.of(key(account, asset)));
    }

    /** Sums by key, 0 until something is added; a step adds at most two. */
    private static final class Sums {
        private final long[] keys = new long[2 * PostTransferChain.STEPS_MAX];
        private final long[] units = new long[2 * PostTransferChain.STEPS_MAX];
        private int count;

        long of(long key) {
            for (int i = 0; i < count; i++) {
                if (keys[i] == key) {
                    return units[i];
                }
            }
            return 0;
        }

        void add(long key, long more) {
            for (int i = 0; i < count; i++) {
                if (keys[i] == key) {
                    units[i] += more;
                    return;
                }
            }
            keys[count] = key;
            units[count++] = more;
        }
    }

    /** Begins an empty draft. */
    void begin(long timeNanos) {
        steps.clear();
        available.count = 0;
        sums.count = 0;
        debts.begin();
        nowNanos = timeNanos;
    }

    /** Adds the next step and returns the first reason to refuse it; null if there is none. */
    @Nullable
    RejectReason refusalOf(TransferStep step) {
        RejectReason refusal =
                switch (step) {
                    case TransferStep.Post(var transfer) -> refusalOf(transfer, true);
                    case TransferStep.Reserve reserve -> refusalOf(reserve.transfer(), false);
                    case TransferStep.PostReserved post -> refusalOfPosting(post);
                    case TransferStep.VoidReserved empty -> refusalOfVoiding(empty.pending());
                };
        steps.add(step);
        return refusal;
    }

    private @Nullable RejectReason refusalOf(Transfer transfer, boolean moves) {
        int asset = assets.indexOf(transfer.amount().asset());
        if (asset == Assets.UNKNOWN) {
            return RejectReason.UNKNOWN_ASSET;
        }
        int from = accounts.indexOf(transfer.from());
        int to = accounts.indexOf(transfer.to());
        if (from == Accounts.UNKNOWN || to == Accounts.UNKNOWN) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        int owner = assets.get(asset).tenant();
        boolean isOfOneTenant =
                transfer.from().tenant() == owner && transfer.to().tenant() == owner;
        if (!isOfOneTenant || isOther(owner)) {
            return RejectReason.OTHER_TENANT;
        }
        RejectReason refusal = refusalOfIsolated(transfer, from, to, asset);
        if (refusal == null) {
            refusal = refusalOfRole(transfer, asset, moves);
        }
        return refusal == null ? refusalOfMove(transfer, asset, moves) : refusal;
    }

    private @Nullable RejectReason refusalOfIsolated(Transfer transfer, int from, int to, int asset) {
        RejectReason refusal =
                accounts.isIsolated(from) ? refusalOfIsolated(transfer.from(), transfer.to(), asset) : null;
        return refusal == null && accounts.isIsolated(to)
                ? refusalOfIsolated(transfer.to(), transfer.from(), asset)
                : refusal;
    }

    private @Nullable RejectReason refusalOfIsolated(AccountId isolated, AccountId other, int asset) {
        boolean isRelated = other.equals(isolated.main())
                || other.number() == AccountId.LENDING
                || other.number() == AccountId.INSURANCE;
        if (!isRelated) {
            return RejectReason.ISOLATED_ACCOUNT;
        }
        Market market = markets.find(isolated.tenant(), isolated.isolatedMarket());
        return market != null && market.trades(asset) ? null : RejectReason.ISOLATED_MARKET;
    }

    private @Nullable RejectReason refusalOfRole(Transfer transfer, int asset, boolean moves) {
        long units = transfer.amount().units();
        Lending.Role role = lending.roleOf(transfer);
        if (role != Lending.Role.NONE && !moves) {
            return RejectReason.LENDING_NOT_RESERVABLE;
        }
        return switch (role) {
            case NONE -> null;
            case LOAN -> debts.refusalOfLoan(asset, units);
            case REPAYMENT -> debts.refusalOfRepayment(accounts.indexOf(transfer.from()), asset, units);
        };
    }

    private @Nullable RejectReason refusalOfMove(Transfer transfer, int asset, boolean moves) {
        int from = accounts.indexOf(transfer.from());
        int to = accounts.indexOf(transfer.to());
        long units = transfer.amount().units();
        RejectReason refusal = accounts.mayOwe(from)
                ? refusalOfSupply(asset, from, moves ? to : from, units)
                : refusalOfFunds(asset, from, units);
        if (refusal != null) {
            return refusal;
        }
        change(from, asset, -units);
        if (moves) {
            change(to, asset, units);
        }
        return switch (lending.roleOf(transfer)) {
            case NONE -> debts.refusalAfterPayment(from);
            case LOAN -> {
                debts.lend(to, asset, units);
                yield debts.refusalAfterLoan(to);
            }
            case REPAYMENT -> {
                debts.repay(from, asset, units);
                yield null;
            }
        };
    }

    /** Returns true if a step's tenant differs from that of the first step. */
    private boolean isOther(int owner) {
        if (steps.isEmpty()) {
            tenant = owner;
        }
        return owner != tenant;
    }

    private @Nullable RejectReason refusalOfFunds(int asset, int from, long units) {
        return availableOf(from, asset) >= units ? null : RejectReason.INSUFFICIENT_FUNDS;
    }

    /** @param to receiving account; the paying account itself if the money stays there */
    private @Nullable RejectReason refusalOfSupply(int asset, int from, int to, long units) {
        // All values are within the supply's headroom, which fits a long, and units are positive, so no difference
        // wraps.
        long more = units - Math.max(0, availableOf(from, asset));
        long less = to == from ? 0 : Math.min(units, debtOf(to, asset));
        long room = supplyMax(assets.get(asset)) - ledger.owedOf(asset) - sums.of(asset);
        return more <= 0 || more - less <= room ? null : RejectReason.SUPPLY_EXCEEDED;
    }

    /**
     * Returns the highest total debt in an asset of all accounts that may owe. The listing has checked that it fits a
     * long.
     */
    public static long supplyMax(Asset asset) {
        return asset.supplyWhole() * asset.scale().unitsPerWhole() * Asset.SUPPLY_HEADROOM;
    }

    private @Nullable RejectReason refusalOfPosting(TransferStep.PostReserved post) {
        Transfer reserved = reserved(post.pending());
        RejectReason refusal = refusalOf(post.pending(), reserved);
        if (refusal != null || reserved == null) {
            return refusal;
        }
        long units = postedUnits(post, reserved);
        if (units > reserved.amount().units()) {
            return RejectReason.EXCEEDS_RESERVATION;
        }
        int asset = assets.indexOf(reserved.amount().asset());
        change(accounts.indexOf(reserved.from()), asset, reserved.amount().units() - units);
        change(accounts.indexOf(reserved.to()), asset, units);
        return null;
    }

    private @Nullable RejectReason refusalOfVoiding(TransferId pending) {
        Transfer reserved = reserved(pending);
        RejectReason refusal = refusalOf(pending, reserved);
        if (refusal == null && reserved != null) {
            int asset = assets.indexOf(reserved.amount().asset());
            change(accounts.indexOf(reserved.from()), asset, reserved.amount().units());
        }
        return refusal;
    }

    /** Returns the units of a reservation that a step posts. */
    static long postedUnits(TransferStep.PostReserved post, Transfer reserved) {
        return post.units() == TransferStep.PostReserved.ALL ? reserved.amount().units() : post.units();
    }

    private @Nullable RejectReason refusalOf(TransferId pending, @Nullable Transfer reserved) {
        if (reserved == null) {
            boolean isForgotten = ids.find(pending) == TransferIds.UNKNOWN && ids.isForgotten(pending);
            return isForgotten ? RejectReason.TRANSFER_ID_EXPIRED : RejectReason.RESERVATION_UNKNOWN;
        }
        if (isOther(reserved.from().tenant())) {
            return RejectReason.OTHER_TENANT;
        }
        return switch (reservationOf(pending)) {
            case OPEN -> null;
            case POSTED -> RejectReason.RESERVATION_POSTED;
            case VOIDED -> RejectReason.RESERVATION_VOIDED;
            case EXPIRED -> RejectReason.RESERVATION_EXPIRED;
        };
    }

    /**
     * Returns the transfer that a reservation set aside, earlier or in this chain; null if no reservation has this id.
     */
    private @Nullable Transfer reserved(TransferId pending) {
        for (TransferStep step : steps) {
            if (step instanceof TransferStep.Reserve reserve && reserve.id().equals(pending)) {
                return reserve.transfer();
            }
        }
        int entry = ids.find(pending);
        return entry != TransferIds.UNKNOWN && ids.isReservation(entry) ? ids.transfer(entry) : null;
    }

    private ReservationStatus reservationOf(TransferId pending) {
        for (TransferStep step : steps) {
            if (step instanceof TransferStep.PostReserved post && post.pending().equals(pending)) {
                return ReservationStatus.POSTED;
            }
            if (step instanceof TransferStep.VoidReserved empty
                    && empty.pending().equals(pending)) {
                return ReservationStatus.VOIDED;
            }
        }
        int entry = ids.find(pending);
        return entry == TransferIds.UNKNOWN ? ReservationStatus.OPEN : reservations.reservation(entry, nowNanos);
    }

    private long availableOf(int account, int asset) {
        return ledger.availableOf(account, asset) + available.of(key(account, asset));
    }

    private long debtOf(int account, int asset) {
        return accounts.mayOwe(account) ? Math.max(0, -availableOf(account, asset)) : 0;
    }

    private void change(int account, int asset, long units) {
        long before = debtOf(account, asset);
        available.add(key(account, asset), units);
        if (accounts.mayOwe(account)) {
            sums.add(asset, debtOf(account, asset) - before);
        }
    }

    private static long key(int account, int asset) {
        return IntPair.of(account, asset);
    }
}
