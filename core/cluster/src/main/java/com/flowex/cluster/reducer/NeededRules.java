package com.flowex.cluster.reducer;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CancelRestricted;
import com.flowex.domain.command.CloseLiquidation;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.order.OrderTerms;

/**
 * Rules that a command needs. A node of a build before them cannot read the command and passes over it, so a node of this
 * build does the same until they are adopted; otherwise nodes of two builds would answer differently.
 */
final class NeededRules {

    /** First rules with lending, lists of three orders, and pairs that begin with a take-profit. */
    private static final int SEVENTH = 7;

    /** First rules with margin calls and liquidations. */
    private static final int EIGHTH = 8;

    /** First rules with orders that borrow. */
    private static final int NINTH = 9;

    /** First rules with cancels that depend on fills. */
    private static final int TENTH = 10;

    /** First rules with leverages of accounts. */
    private static final int ELEVENTH = 11;

    /** First rules with orders that repay. */
    private static final int TWELFTH = 12;

    /** First rules with orders that pay others. */
    private static final int THIRTEENTH = 13;

    /** First rules with trailing stops that a loss activates, and with the prevention mode that transfers. */
    private static final int FOURTEENTH = 14;

    private NeededRules() {}

    static int of(Command command) {
        return NewOrderFields.areIn(command) ? FOURTEENTH : ofKind(command);
    }

    private static int ofKind(Command command) {
        boolean isOfThirteenth =
                switch (command) {
                    case PlacePayingOrders _, PlacePayingPair _, TryPayingOrders _, TryPayingPair _ -> true;
                    default -> false;
                };
        if (isOfThirteenth) {
            return THIRTEENTH;
        }
        if (command instanceof PlaceRepayingOrder || command instanceof TryRepayingOrder) {
            return TWELFTH;
        }
        if (command instanceof SetLeverage) {
            return ELEVENTH;
        }
        if (command instanceof CancelRestricted
                || command instanceof CancelReplace replace && replace.cancel() instanceof CancelRestricted) {
            return TENTH;
        }
        if (command instanceof PlaceBorrowingOrder || command instanceof TryBorrowingOrder) {
            return NINTH;
        }
        if (command instanceof SetMarginLevels || command instanceof CloseLiquidation) {
            return EIGHTH;
        }
        boolean isOfSeventh =
                switch (command) {
                    case PlaceLinkedPair _, TryLinkedPair _, SetMarginTerms _, QuoteIndexPrice _ -> true;
                    case PlaceOrderPair pair -> beginsWithTakeProfit(pair);
                    case TryOrderPair(PlaceOrderPair pair) -> beginsWithTakeProfit(pair);
                    case PlaceLinkedOrders linked -> isOfMoment(linked);
                    case TryLinkedOrders(PlaceLinkedOrders linked) -> isOfMoment(linked);
                    default -> false;
                };
        return isOfSeventh ? SEVENTH : RulesVersion.FIRST;
    }

    private static boolean beginsWithTakeProfit(PlaceOrderPair pair) {
        return pair.limit().terms() instanceof OrderTerms.Conditional;
    }

    private static boolean isOfMoment(PlaceLinkedOrders linked) {
        return linked.working().terms() instanceof OrderTerms.Limit limit && !limit.mayRest();
    }
}
