/** Endpoints of risk, and the bodies of their requests and answers. */
@NullMarked
package com.flowex.risk.api;

import org.jspecify.annotations.NullMarked;
