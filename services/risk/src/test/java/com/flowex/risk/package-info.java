@NullMarked
package com.flowex.risk;

import org.jspecify.annotations.NullMarked;
