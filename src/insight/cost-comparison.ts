import { ValidationError } from '../errors.js';

/** What a budget is compared on. Prices are in one currency. */
export interface CostQuestion {
  readonly budget: number;
  readonly sessionPrice: number;
  readonly sessionsPerPerson: number;
  readonly pricePerMonth: number;
  readonly months: number;
}

/** How many whole people the budget accompanies, and what one of them costs. */
export interface CostAnswer {
  readonly bySession: { readonly people: number; readonly perPerson: number };
  readonly byMonth: { readonly people: number; readonly perPerson: number };
}

/**
 * The same budget paid by the session and paid by the month.
 *
 * @throws ValidationError when a figure is negative or missing, or a person would cost nothing.
 */
export function compareCost(question: CostQuestion): CostAnswer {
  const issues = Object.entries(question)
    .filter(([name, value]) => !Number.isFinite(value) || (name === 'budget' ? value < 0 : value <= 0))
    .map(([path]) => ({ path, message: 'Give a positive number.' }));
  if (issues.length > 0) throw new ValidationError('These figures cannot be compared.', issues);
  const { budget, sessionPrice, sessionsPerPerson, pricePerMonth, months } = question;
  return {
    bySession: affordable(budget, sessionPrice * sessionsPerPerson),
    byMonth: affordable(budget, pricePerMonth * months),
  };
}

function affordable(budget: number, price: number): CostAnswer['bySession'] {
  const perPersonCents = Math.max(1, cents(price));
  return { people: Math.floor(cents(budget) / perPersonCents), perPerson: perPersonCents / 100 };
}

/** Whole cents, so that `0.1 + 0.2` loses nobody. */
const cents = (amount: number): number => Math.round(amount * 100);
