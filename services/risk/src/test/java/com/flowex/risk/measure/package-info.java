@NullMarked
package com.flowex.risk.measure;

import org.jspecify.annotations.NullMarked;
