@NullMarked
package com.flowex.risk.daily;

import org.jspecify.annotations.NullMarked;
