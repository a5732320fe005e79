/** Endpoints of strategies and back-tests, and the bodies of their requests and answers. */
@NullMarked
package com.flowex.strategies.api;

import org.jspecify.annotations.NullMarked;
