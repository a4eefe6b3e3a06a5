/** New Function…: asks, runs `cargo lambda new` where it can be seen, makes the package a member, opens the handler. */
import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import type { FunctionKind } from '../../core/newFunction/kinds';
import { nameProblem } from '../../core/newFunction/packageName';
import { planNewFunction } from '../../core/newFunction/plan';
import type { FunctionCreator } from '../../core/newFunction/creator';
import type { Project, Terminals, Tools } from '../features';
import { ask, runSteps } from '../quickInput/wizard';
import { settingOfPath } from '../settings';
import { cargoSettings } from '../tasks/commandLines';
import { createPackage } from './createPackage';
import { askFamily, askKind, type Family } from './kindSteps';
import { nameProblemText } from './nameProblemText';
import { takenNames, type Place } from './places';
import { askPlace } from './placeStep';

export interface NewFunctionDependencies {
  readonly project: Project;
  readonly terminals: Terminals;
  readonly tools: Tools;
  readonly creator: FunctionCreator;
  /** Folder of the bundled templates, absolute. */
  readonly templates: string;
}

interface Answers {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly place: Place;
}

export async function newFunction(dependencies: NewFunctionDependencies): Promise<void> {
  if (!vscode.workspace.isTrusted) throw new RustLambdaError('untrusted', {});
  const answers = await askAll(dependencies.project);
  if (!answers) return;
  const { name, kind, place } = answers;
  const customTemplate = settingOfPath('template', place.parent);
  const plan = planNewFunction({
    name,
    kind,
    parent: place.parent,
    ...cargoSettings(place.parent),
    templates: dependencies.templates,
    ...(place.workspaceRoot === undefined ? {} : { workspaceRoot: place.workspaceRoot }),
    ...(place.taken ? { taken: place.taken } : {}),
    ...(customTemplate === '' ? {} : { customTemplate }),
  });
  await createPackage(name, plan, dependencies);
}

async function askAll(project: Project): Promise<Answers | undefined> {
  const model = await project.ready();
  const taken = takenNames(model);
  const title = vscode.l10n.t('New Function');
  const at = (step: number): { title: string; step: number; totalSteps: number } => ({
    title,
    step,
    totalSteps: 4,
  });

  let name = '';
  let family: Family | undefined;
  let kind: FunctionKind | undefined;
  let place: Place | undefined;
  const finished = await runSteps([
    async (step) => {
      const answer = await ask(at(step), {
        prompt: vscode.l10n.t('Name of the function: its package, its binary and its name in AWS'),
        placeholder: 'order-consumer',
        value: name,
        problem: (value) => {
          const problem = nameProblem(value, taken);
          return problem && nameProblemText(problem);
        },
      });
      if (answer.kind === 'next') name = answer.value;
      return answer;
    },
    async (step) => {
      const answer = await askFamily(at(step), family);
      if (answer.kind === 'next') family = answer.value;
      if (family === 'basic') kind = { kind: 'basic' };
      return answer;
    },
    async (step) => {
      const answer = await askKind(at(step), family ?? 'basic', kind);
      if (answer !== 'skip' && answer.kind === 'next') kind = answer.value;
      return answer;
    },
    async (step) => {
      const answer = await askPlace(at(step), model, name);
      if (answer.kind === 'next') place = answer.value;
      return answer;
    },
  ]);
  return finished && kind && place ? { name, kind, place } : undefined;
}
