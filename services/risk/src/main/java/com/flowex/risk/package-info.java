/** Risk scores, portfolio analyses, alerts and surveillance cases. */
@NullMarked
package com.flowex.risk;

import org.jspecify.annotations.NullMarked;
