/** Tables of reports and restrictions. */
@NullMarked
package com.flowex.p2p.store.report;

import org.jspecify.annotations.NullMarked;
