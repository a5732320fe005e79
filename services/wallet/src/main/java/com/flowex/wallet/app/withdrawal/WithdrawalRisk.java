package com.flowex.wallet.app.withdrawal;

import com.flowex.wallet.app.user.AccessChanges;
import java.util.ArrayList;
import java.util.List;

/**
 * Risk score of a withdrawal or of a transfer to another user: points for each unusual property, at most 100. Each has a reason that a person
 * understands. From {@link #SECOND_PERSON_FROM} points a second person decides.
 *
 * @param points 0 to 100
 */
record WithdrawalRisk(int points, List<String> reasons) {

    private static final int SECOND_PERSON_FROM = 60;

    private static final int NEW_ADDRESS = 25;
    private static final int MOST_OF_THE_BALANCE = 20;
    private static final int HALF_OF_THE_DAY = 15;
    private static final int MANY_IN_AN_HOUR = 25;
    private static final int FIRST_EVER = 10;
    private static final int NEW_PASSWORD = 40;
    private static final int OTHER_FACTOR = 25;
    private static final int NEW_DEVICE = 20;
    private static final int MANY = 3;
    private static final int POINTS_MAX = 100;

    WithdrawalRisk {
        reasons = List.copyOf(reasons);
    }

    /**
     * Inputs of the score.
     *
     * @param paidBefore number of payments that were made to this address or account before
     * @param isAllowed true if the address is on the owner's list
     * @param lastHour number of withdrawals and transfers requested within an hour
     * @param lastMonth number of withdrawals and transfers requested within thirty days
     * @param units amount of this one
     * @param available available balance before it
     * @param dailyLimit daily limit of the user
     * @param lately recent changes to the user's access
     */
    record RiskInputs(
            long paidBefore,
            boolean isAllowed,
            long lastHour,
            long lastMonth,
            long units,
            long available,
            long dailyLimit,
            AccessChanges.RecentAccessChanges lately) {}

    static WithdrawalRisk of(RiskInputs inputs) {
        List<String> reasons = new ArrayList<>();
        int points = 0;
        if (inputs.paidBefore == 0 && !inputs.isAllowed) {
            points += NEW_ADDRESS;
            reasons.add("new_address");
        }
        if (inputs.units > inputs.available / 10 * 9) {
            points += MOST_OF_THE_BALANCE;
            reasons.add("most_of_the_balance");
        }
        if (inputs.units > inputs.dailyLimit / 2) {
            points += HALF_OF_THE_DAY;
            reasons.add("half_of_the_daily_limit");
        }
        if (inputs.lastHour >= MANY) {
            points += MANY_IN_AN_HOUR;
            reasons.add("many_within_an_hour");
        }
        if (inputs.lastMonth == 0 && inputs.paidBefore == 0) {
            points += FIRST_EVER;
            reasons.add("first_withdrawal");
        }
        return new WithdrawalRisk(points, reasons).with(inputs.lately);
    }

    /** Returns the score with the points for changes of access that it does not have yet. */
    WithdrawalRisk with(AccessChanges.RecentAccessChanges lately) {
        return with(lately.password(), NEW_PASSWORD, "password_changed")
                .with(lately.secondFactor(), OTHER_FACTOR, "second_factor_changed")
                .with(lately.device(), NEW_DEVICE, "new_device");
    }

    private WithdrawalRisk with(boolean isSo, int more, String reason) {
        if (!isSo || reasons.contains(reason)) {
            return this;
        }
        List<String> all = new ArrayList<>(reasons);
        all.add(reason);
        return new WithdrawalRisk(Math.min(POINTS_MAX, points + more), all);
    }

    boolean callsSecond() {
        return points >= SECOND_PERSON_FROM;
    }
}
