package com.flowex.risk.app.run;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Source of accounts' holdings, in whole units, by asset code. */
public interface HoldingsSource {

    /** Returns the total holdings of some accounts of a tenant. */
    Map<String, BigDecimal> of(int tenant, List<Long> accounts);

    /** Returns the total holdings of all customers of a tenant. */
    Map<String, BigDecimal> ofAll(int tenant);
}
