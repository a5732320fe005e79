@NullMarked
package com.flowex.risk.portfolio;

import org.jspecify.annotations.NullMarked;
