package com.flowex.domain.state;

import com.flowex.domain.AccountId;

/**
 * An account some of whose ids that say their time are forgotten: none as old as these is new.
 *
 * @param millis the time that the youngest of them says, since 1970
 */
public record DatedIdsState(AccountId account, long millis) implements StateRecord {}
