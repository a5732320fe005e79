package com.flowex.risk.run;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What accounts own, in whole units, by code of the asset. */
public interface OwnedAssets {

    /** What these accounts of a tenant own together. */
    Map<String, BigDecimal> of(int tenant, List<Long> accounts);

    /** What all customers of a tenant own together. */
    Map<String, BigDecimal> ofAll(int tenant);
}
