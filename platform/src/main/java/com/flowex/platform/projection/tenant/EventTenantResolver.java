package com.flowex.platform.projection.tenant;

import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AccountRestricted;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.DeadMansTimerSet;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.IndexPriceChanged;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.InterestRateSet;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.event.LeverageSet;
import com.flowex.domain.event.LiquidationEnded;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.MarginCalled;
import com.flowex.domain.event.MarginLevelsSet;
import com.flowex.domain.event.MarginRatesSet;
import com.flowex.domain.event.MarginTermsSet;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.MarketTimerSet;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderQuotaSet;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.ShortfallBooked;
import com.flowex.domain.event.ShortfallRecorded;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.domain.event.TransferReserved;

/** Mapping from events to their tenant. */
final class EventTenantResolver {

    /** Tenant of the platform's events, and of events without rows. */
    static final int NONE = 0;

    private EventTenantResolver() {}

    /**
     * Returns the tenant of an event.
     *
     * @param before tenant of the previous event: a pair names only its orders, which were accepted just before
     * @return {@link #NONE}, or {@link TenantReducer#UNKNOWN} for a market that the reducer does not know
     */
    static int of(Event event, TenantReducer reducer, int before) {
        return switch (event) {
            case AssetListed listed -> listed.asset().tenant();
            case InstrumentListed listed -> listed.instrument().tenant();
            case InstrumentChanged changed -> changed.instrument().tenant();
            case MarketStateChanged changed -> reducer.tenantOf(changed.instrument());
            case AccountOpened opened -> opened.account().tenant();
            case AccountBound bound -> bound.account().tenant();
            case AccountLimitsSet set -> set.account().tenant();
            case OrderQuotaSet set -> set.account().tenant();
            case PreventionGroupSet set -> set.account().tenant();
            case KillSwitchSet set -> set.scope().tenant();
            case AccountRestricted restricted -> restricted.account().tenant();
            case DeadMansTimerSet set -> set.account().tenant();
            case MarketTimerSet set -> set.account().tenant();
            case MarginTermsSet set -> set.tenant();
            case MarginRatesSet set -> set.tenant();
            case InterestRateSet set -> set.account().tenant();
            case IndexPriceChanged changed -> changed.tenant();
            case InterestCharged charged -> charged.account().tenant();
            case DebtChanged changed -> changed.account().tenant();
            case LeverageSet set -> set.account().tenant();
            case MarginLevelsSet set -> set.tenant();
            case MarginCalled called -> called.account().tenant();
            case LiquidationStarted started -> started.account().tenant();
            case LiquidationEnded ended -> ended.account().tenant();
            case ShortfallRecorded recorded -> recorded.account().tenant();
            case ShortfallBooked booked -> booked.tenant();
            case TransferPosted posted -> posted.transfer().to().tenant();
            case TransferReserved reserved -> reserved.transfer().to().tenant();
            case ReservedPosted posted -> posted.reserved().to().tenant();
            case ReservedVoided voided -> voided.reserved().to().tenant();
            case ReservedExpired expired -> expired.reserved().to().tenant();
            case BalanceChanged changed -> changed.account().tenant();
            case OrderAccepted accepted -> accepted.request().account().tenant();
            case OrdersPaired _, OrdersLinked _ -> before;
            case OrderStarted started -> started.account().tenant();
            case OrderTriggered triggered -> triggered.account().tenant();
            case SliceStarted slice -> slice.account().tenant();
            case LevelsMoved moved -> reducer.tenantOf(moved.instrument());
            case OrderRested rested -> reducer.tenantOf(rested.instrument());
            case OrderRefreshed refreshed -> reducer.tenantOf(refreshed.instrument());
            case TradeExecuted trade -> trade.maker().account().tenant();
            case SelfTradePrevented prevented -> reducer.tenantOf(prevented.instrument());
            case OrderReduced reduced -> reduced.account().tenant();
            case OrderAmended amended -> amended.account().tenant();
            case OrderRevised revised -> revised.request().account().tenant();
            case OrderDisplayChanged changed -> changed.account().tenant();
            case OrderCanceled canceled -> canceled.account().tenant();
            case OrderExpired expired -> expired.account().tenant();
            case ClientOrderIdBurnt burnt -> burnt.account().tenant();
            case OrderRejected rejected -> rejected.account().tenant();
            case RequestRejected rejected -> rejected.account().tenant();
            case ListingRejected rejected -> rejected.tenant();
            case RulesAdopted _, TransferRejected _ -> NONE;
        };
    }
}
